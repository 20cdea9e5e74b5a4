/// What has come over a connection, held against the answers that are expected.
struct ConformanceOutcome {
    private(set) var faults: [String] = []
    /// Whether the last answer announced the close.
    private(set) var saysClose = false

    init(_ bytes: [UInt8], _ expected: [ConformanceCase.Answer]) {
        var rest = bytes[...]
        for answer in expected {
            guard let headEnd = rest.firstRange(of: Array("\r\n\r\n".utf8)) else {
                faults.append("no answer instead of \(answer.status), but “\(Self.text(rest))”")
                return
            }
            let response = TestResponse(head: Self.text(rest[..<headEnd.lowerBound]))
            rest = rest[headEnd.upperBound...]
            saysClose = response["connection"] == "close"
            let length = response["content-length"].flatMap { Int($0) }
            let hasContent = !answer.isHead && answer.status >= 200
            let content = rest.prefix(hasContent ? length ?? 0 : 0)
            rest = rest.dropFirst(content.count)
            check(response, length: length, Self.text(content), answer)
        }
        if !rest.isEmpty { faults.append("more than was expected: “\(Self.text(rest))”") }
    }

    private mutating func check(
        _ response: TestResponse, length: Int?, _ content: String,
        _ answer: ConformanceCase.Answer
    ) {
        if response.status != answer.status {
            faults.append("\(response.status) instead of \(answer.status), “\(content)”")
        }
        if let expected = answer.content, content != expected {
            faults.append("“\(content)” instead of “\(expected)”")
        }
        if answer.status >= 400, !answer.isHead, !content.hasSuffix(".\n") {
            faults.append("no reason but “\(content)”")
        }
        // RFC 9110 §8.6 and §6.6.1.
        let hasNoLength = answer.status < 200 || answer.status == 204 || answer.status == 304
        if hasNoLength != (length == nil) { faults.append("a length of \(length ?? -1)") }
        if answer.status >= 200, response["date"] == nil { faults.append("no date") }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
