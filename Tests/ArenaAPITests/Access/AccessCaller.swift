/// Every kind of caller that PRODUCT §5 tells apart, in the order of the table's columns.
enum AccessCaller: Int, CaseIterable, Sendable {
    case anonymous, pending, suspended, expired, narrowed, active, member, curator, author, admin
}

/// What each kind of caller gets, for one operation.
struct AccessRow: Sendable {
    let operation: String
    let path: String
    let body: String?
    /// One row of statuses for all labels; or three: of CLEAR, of GREEN, of AMBER and stricter.
    let statuses: [[Int]]

    init(_ operation: String, _ path: String, _ body: String? = nil, _ statuses: [Int]...) {
        self.init(operation, path, body, statuses)
    }

    init(_ operation: String, _ path: String, _ body: String?, _ statuses: [[Int]]) {
        self.operation = operation
        self.path = path
        self.body = body
        self.statuses = statuses
    }

    func status(_ caller: AccessCaller, label: String) -> Int {
        let row =
            switch (statuses.count, label) {
            case (3, "TLP:CLEAR"): statuses[0]
            case (3, "TLP:GREEN"): statuses[1]
            case (3, _): statuses[2]
            default: statuses[0]
            }
        return row[caller.rawValue]
    }

    var labels: [String] {
        statuses.count == 3
            ? ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"] : ["TLP:CLEAR"]
    }
}
