import Foundation
import FoundationXML

/// Reads a part from its first element to its last, with Foundation's parser, which never holds all of it as a tree.
enum XMLReader {
    static func read<Part: XMLPart>(_ bytes: [UInt8], of name: PartName, into part: Part) throws(PriceFinding) -> Part {
        try XMLText.check(bytes, of: name)
        // As a stream, so that the parser takes in one chunk after another.
        let parser = XMLParser(stream: InputStream(data: Data(bytes)))
        parser.shouldProcessNamespaces = true
        parser.externalEntityResolvingPolicy = .never
        let delegate = XMLPartDelegate(part)
        parser.delegate = delegate
        let isRead = parser.parse()
        if let failure = delegate.failure { throw failure }
        // The parser goes on after errors, and then may call the result a success.
        guard isRead, !delegate.hasError else {
            throw PriceFinding(.malformedXML, at: .part(name.text), "This part is damaged. Save the workbook again.")
        }
        return delegate.part
    }
}

/// Keeps the path, and the first thing that went wrong.
private final class XMLPartDelegate<Part: XMLPart>: NSObject, XMLParserDelegate {
    /// More elements inside of one another than any part of a workbook has.
    private let maximumDepth = 64

    private(set) var part: Part
    private(set) var failure: PriceFinding?
    private var path: [String] = []
    private var rootNamespace: String?

    /// Whether something was wrong with the XML: an end that is missing is.
    private(set) var hasError = false

    init(_ part: Part) {
        self.part = part
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let namespace = namespaceURI ?? ""
        rootNamespace = rootNamespace ?? namespace
        path.append(namespace == rootNamespace ? name : "")
        guard path.count <= maximumDepth else {
            hasError = true
            return parser.abortParsing()
        }
        take(parser) { (part, path) throws(PriceFinding) in try part.start(path, attributes) }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        take(parser) { (part, path) throws(PriceFinding) in part.text(text, in: path) }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        take(parser) { (part, path) throws(PriceFinding) in try part.end(path) }
        _ = path.popLast()
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        hasError = true
    }

    /// Nothing is taken in after the first error.
    private func take(_ parser: XMLParser, _ body: (inout Part, [String]) throws(PriceFinding) -> Void) {
        guard failure == nil, !hasError else { return }
        do throws(PriceFinding) {
            try body(&part, path)
        } catch {
            failure = error
            parser.abortParsing()
        }
    }
}
