@testable import HTTP

/// The outcome of a parse, made comparable.
enum Parsed: Equatable {
    case incomplete
    case invalid(HTTPRefusal)
    case head(String, consumed: Int)

    private init(_ parsing: HTTPParsing) {
        switch parsing {
        case .incomplete: self = .incomplete
        case .invalid(let refusal): self = .invalid(refusal)
        case .head(let head, let consumed):
            let lines = head.fields.lines.map { "\($0.name)=\($0.value)" }
            self = .head(
                "\(head.method.rawValue) \(head.pathSegments) \(head.rawPath) "
                    + "\(head.rawQuery ?? "-") \(head.version) \(head.host ?? "-") \(lines) "
                    + "\(String(describing: head.contentLength)) \(head.isChunked) "
                    + "\(head.expectsContinue) \(head.allowsKeepAlive)", consumed: consumed)
        }
    }

    /// Gives the parser first so many bytes, then so many more, and then all of them.
    init(_ bytes: [UInt8], given: [Int] = [], limits: HTTPHeadLimits = HTTPHeadLimits()) {
        var parser = HTTPRequestParser()
        for count in given + [bytes.count] {
            let outcome = Parsed(
                bytes[..<count].withUnsafeBytes {
                    parser.parse($0, limits: limits, from: .ipv4(0, port: 0))
                })
            if outcome != .incomplete {
                self = outcome
                return
            }
        }
        self = .incomplete
    }
}
