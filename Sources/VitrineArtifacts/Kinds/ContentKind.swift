/// What an artifact is, by its bytes and never by its name or by what a server called it.
///
/// The raw values are words that may be stored.
package enum ContentKind: String, Sendable, Hashable, CaseIterable {
    case png, jpeg, gif, webp, bmp
    case pdf
    /// A ZIP archive that is no Office document that is known here.
    case zip
    case xlsx, docx, pptx
    /// A compound file: the Office documents of before 2007, and others.
    case ole
    /// UTF-8 without NUL that doesn't look like markup; CSV is among it.
    case text
    case html, svg
    /// Anything else, and no bytes at all.
    case unknown

    package var isImage: Bool {
        switch self {
        case .png, .jpeg, .gif, .webp, .bmp: true
        case .pdf, .zip, .xlsx, .docx, .pptx, .ole, .text, .html, .svg, .unknown: false
        }
    }
}

extension ContentKind {
    /// The `Content-Type` it is served with.
    ///
    /// What a browser would run, or would guess at, is only ever bytes. Safe together with
    /// `X-Content-Type-Options: nosniff`, which has to be sent beside it.
    package var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .gif: "image/gif"
        case .webp: "image/webp"
        case .bmp: "image/bmp"
        case .pdf: "application/pdf"
        case .zip: "application/zip"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .text: "text/plain; charset=utf-8"
        case .ole, .html, .svg, .unknown: "application/octet-stream"
        }
    }

    /// Whether a browser may show it in place. Everything else is served as an attachment.
    package var isShownInline: Bool {
        switch self {
        case .png, .jpeg, .gif, .webp, .bmp, .pdf, .text: true
        case .zip, .xlsx, .docx, .pptx, .ole, .html, .svg, .unknown: false
        }
    }

    /// The `Content-Disposition` it is served with.
    package var disposition: String { isShownInline ? "inline" : "attachment; filename=\"artifact.\(fileExtension)\"" }

    /// How the name of a download ends, without the dot. Markup is saved as what opens in no browser.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .text: "txt"
        case .ole, .html, .svg, .unknown: "bin"
        case .png, .gif, .webp, .bmp, .pdf, .zip, .xlsx, .docx, .pptx: rawValue
        }
    }
}
