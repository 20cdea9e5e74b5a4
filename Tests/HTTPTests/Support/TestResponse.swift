/// An answer as a client sees it.
struct TestResponse {
    let status: Int
    let fields: [(name: String, value: String)]
    var body: [UInt8] = []

    init(head: String) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        status = Int(lines.first?.split(separator: " ").dropFirst().first ?? "") ?? 0
        fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts.first?.lowercased() ?? "", String(parts.last?.dropFirst() ?? ""))
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the only field of that name in lower case; several are joined by a bar.
    subscript(_ name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: "|")
    }
}
