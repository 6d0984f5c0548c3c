@testable import VitrineChild

extension ChildCommand {
    /// Of words and variables that are written as Swift has them.
    init(_ arguments: [String], environment: [String: String]) {
        self.init(arguments.map { SystemText($0) }, environment: ChildEnvironment().setting(environment))
    }
}
