extension JSONPatch {
    /// Why a patch doesn't fit a document. Nothing of the document's is in it but the patch's own path.
    package enum Misfit: Error, Sendable, Equatable {
        /// The path leads to nothing that is there, or that could be put there, when it is the operation's turn.
        case noSuchPlace(JSONPointer)

        /// The value for this path is not JSON.
        case badValue(JSONPointer, JSONError)
    }

    /// The text of `document` after all operations, or none of them.
    ///
    /// Where nothing was changed the text is as it was; objects and arrays on the way to a change are written without
    /// white space and with names escaped anew. Members keep their order, and new ones come last. As in RFC 6902, adding a
    /// member that is there already replaces it, and `-` is the place behind the last item. Removing the root leaves `null`,
    /// as in ``JSONEdit/remove(_:)``.
    ///
    /// Takes time in line with the document and the patch where the changes in an array go from its first item to its last,
    /// as those of a difference do; otherwise also with the way from one change to the next.
    package func applied(to document: JSONDocument) throws(Misfit) -> [UInt8] {
        var root = Draft(of: document.root)
        for operation in operations { try operation.apply(to: &root) }
        var writer = JSONWriter(reservingCapacity: document.bytes.count)
        root.write(to: &writer)
        return writer.bytes
    }
}

extension JSONPatch.Operation {
    fileprivate func apply(to root: inout Draft) throws(JSONPatch.Misfit) {
        let newValue = try newValue()
        guard let token = path.tokens.last else {
            root = newValue
            return
        }
        let container = root.descendant(at: path.tokens.dropLast())
        let isDone =
            switch self {
            case .add: container?.add(newValue, at: token)
            case .remove: container?.remove(at: token)
            case .replace: container?.replace(at: token, with: newValue)
            }
        guard isDone == true else { throw .noSuchPlace(path) }
    }

    /// What the path is to lead to; after a removal that is `null`, for the root.
    private func newValue() throws(JSONPatch.Misfit) -> Draft {
        switch self {
        case .remove:
            return Draft(of: nil)
        case .add(let path, let value), .replace(let path, let value):
            // How large and how deep the outcome may be is for its reader to say.
            let limits = JSONLimits(maximumBytes: .max, maximumDepth: .max)
            do throws(JSONError) {
                return Draft(of: try JSONDocument(parsing: value, limits: limits).root)
            } catch {
                throw .badValue(path, error)
            }
        }
    }
}
