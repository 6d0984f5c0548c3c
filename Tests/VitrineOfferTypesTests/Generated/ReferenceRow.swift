import Foundation
import Testing

/// A row of the reference, `Reference/fields.csv`.
struct ReferenceRow: Sendable {
    /// The offer type's name in the reference.
    let type: String
    let level: String
    let key: String
    let required: String
    let limits: String
    let secret: String
    let evidence: String

    /// The offer type's id here, by its name in the reference.
    static let ids = [
        "vm": "microsoft-azure-virtualmachines", "corevm": "microsoft-azure-corevm",
        "azureapp": "microsoft-azure-applications", "container": "microsoft-azure-container",
        "iotedge": "microsoft-azure-iotedge", "saas": "microsoft-azure-saas",
        "consulting": "microsoft-azure-consultingservices", "managedservice": "microsoft-azure-managedservices",
        "d365ce": "proposed-microsoft-dynamics-customerengagement",
        "d365ops": "proposed-microsoft-dynamics-operations",
        "d365bc": "proposed-microsoft-dynamics-businesscentral", "powerbi": "proposed-microsoft-powerbi-app",
        "vsext": "vs-marketplace-extensions",
    ]

    static func all() throws -> [ReferenceRow] { try read.get() }

    /// Read once: many tests ask.
    private static let read = Result {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Reference/fields.csv")
        var lines = CSV.rows(try String(contentsOf: file, encoding: .utf8))
        let names = lines.removeFirst()
        return try lines.map { line -> ReferenceRow in
            func value(_ name: String) throws -> String { line[try #require(names.firstIndex(of: name))] }
            return ReferenceRow(
                type: try value("offer_type"),
                level: try value("level"),
                key: try value("json_key"),
                required: try value("required_at_publish"),
                limits: try value("limits"),
                secret: try value("secret"),
                evidence: try value("evidence")
            )
        }
    }
}

/// Comma-separated values, with quotation marks around those that hold a comma.
private enum CSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var value = ""
        var isQuoted = false
        var last: Character?
        for character in text {
            defer { last = character }
            switch character {
            case "\"":
                // A doubled mark inside of marks ends and begins them, and stands for itself.
                if !isQuoted, last == "\"" { value.append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted:
                rows[rows.count - 1].append(value)
                value = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                rows[rows.count - 1].append(value)
                rows.append([])
                value = ""
            default: value.append(character)
            }
        }
        return rows.filter { $0.count > 1 }
    }
}
