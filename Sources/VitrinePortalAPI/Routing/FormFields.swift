/// The fields of a form (`application/x-www-form-urlencoded`).
package enum FormFields {
    /// The fields by name; of a name that is given twice, the last counts. `nil` when the percent-encoding is broken.
    package static func parse(_ bytes: [UInt8]) -> [String: String]? {
        var fields: [String: String] = [:]
        for part in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            guard let name = PercentEncoding.decode(part[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(part[equals...].dropFirst(), plusIsSpace: true)
            else { return nil }
            fields[name] = value
        }
        return fields
    }
}
