import Foundation
import Testing
import VitrineCore
import VitrineOfferTypes

/// The registry holds every row of the reference, `Reference/fields.csv`, word for word.
struct ReferenceRowsTests {
    @Test func `every row of the reference is held by its type`() throws {
        let rows = try Row.all()
        #expect(rows.count == 1_127)
        let registry = try OfferTypeRegistry.builtIn()
        for (alias, rows) in Dictionary(grouping: rows, by: \.type) {
            let id = try #require(Self.ids[alias], "\(alias)")
            let type = try #require(registry[OfferTypeID(rawValue: id)], "\(id)")
            let held = Set(type.fields.map { "\($0.level.rawValue) \($0.key)" })
            let missing = rows.map { "\($0.level) \($0.key)" }.filter { !held.contains($0) }
            #expect(missing == [], "\(id)")
            #expect(type.fields.count == rows.count, "\(id)")
            for row in rows {
                let field = type.fields.first { $0.key == row.key && $0.level.rawValue == row.level }
                #expect(field?.evidence == row.evidence, "\(id) \(row.key)")
                #expect(field?.required == row.required, "\(id) \(row.key)")
                #expect(field?.limits == row.limits, "\(id) \(row.key)")
            }
        }
    }

    /// What is called secret in the reference is secret here.
    @Test func `every secret of the reference is one`() throws {
        let registry = try OfferTypeRegistry.builtIn()
        for row in try Row.all() where row.secret == "yes" {
            let type = registry[OfferTypeID(rawValue: Self.ids[row.type] ?? "")]
            #expect(type?.fields.first { $0.key == row.key }?.isSecret == true, "\(row.type) \(row.key)")
        }
    }

    private static let ids = [
        "vm": "microsoft-azure-virtualmachines", "corevm": "microsoft-azure-corevm",
        "azureapp": "microsoft-azure-applications", "container": "microsoft-azure-container",
        "iotedge": "microsoft-azure-iotedge", "saas": "microsoft-azure-saas",
        "consulting": "microsoft-azure-consultingservices", "managedservice": "microsoft-azure-managedservices",
        "d365ce": "proposed-microsoft-dynamics-customerengagement",
        "d365ops": "proposed-microsoft-dynamics-operations",
        "d365bc": "proposed-microsoft-dynamics-businesscentral", "powerbi": "proposed-microsoft-powerbi-app",
        "vsext": "vs-marketplace-extensions",
    ]

    private struct Row {
        let type: String
        let level: String
        let key: String
        let required: String
        let limits: String
        let secret: String
        let evidence: String

        static func all() throws -> [Row] {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/fields.csv")
            var lines = CSV.rows(try String(contentsOf: file, encoding: .utf8))
            let names = lines.removeFirst()
            return try lines.map { line in
                func value(_ name: String) throws -> String { line[try #require(names.firstIndex(of: name))] }
                return Row(
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
