/// Reads one answer of a server as its bytes come, cut anywhere (RFC 9112 §4, §6): for clients.
public struct HTTPAnswerReader {
    private enum Body {
        case counted(Int)
        case chunked(HTTPChunkedDecoder)
        case untilClose
    }

    /// Bytes of the head that are read at most.
    private static let headBytesMax = 64 << 10

    /// Nil until the head has come.
    public private(set) var status: Int?
    /// Whether all of the answer has come; one that ends with the connection never has.
    public private(set) var isComplete = false
    private var fields: [(name: String, value: String)] = []
    private var head: [UInt8] = []
    private var body = Body.untilClose

    /// Nothing has come yet.
    public init() {}

    /// The first value of a field, whose name has no case; nil where there is none.
    public func field(_ name: String) -> String? {
        fields.first { $0.name == name.lowercased() }?.value
    }

    /// Takes what has come; gives the content in it. What follows the answer is ignored.
    public mutating func read(_ bytes: [UInt8]) throws(HTTPRefusal) -> [UInt8] {
        if isComplete { return [] }
        guard status == nil else { return try content(bytes[...]) }
        head += bytes
        while status == nil, let end = Self.headEnd(head) {
            let rest = Array(head[end...])
            try readHead(head[..<end])
            head = rest
        }
        if status == nil {
            if head.count > Self.headBytesMax { throw .malformed(.answerHeadIsTooLong) }
            return []
        }
        let rest = head
        head = []
        return try content(rest[...])
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        var index = 3
        while index < bytes.count {
            if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    private mutating func readHead(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) {
        let lines = bytes.split(separator: 0x0A).map {
            String(decoding: $0.filter { $0 != 0x0D }, as: UTF8.self)
        }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]) else {
            throw .malformed(.answerHasNoStatus)
        }
        // RFC 9110 §15.2: another answer follows.
        if code < 200 { return }
        status = code
        fields = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (line[..<colon].lowercased(), String(value))
        }
        if field("transfer-encoding")?.lowercased() == "chunked" {
            body = .chunked(HTTPChunkedDecoder())
        } else if let text = field("content-length") {
            guard let count = Int(text), count >= 0 else {
                throw .malformed(.answerLengthIsNoNumber)
            }
            body = .counted(count)
            isComplete = count == 0
        }
        if code == 204 || code == 304 { isComplete = true }
    }

    private mutating func content(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) -> [UInt8] {
        switch body {
        case .untilClose: return Array(bytes)
        case .counted(let count):
            let piece = bytes.prefix(count)
            body = .counted(count - piece.count)
            isComplete = count == piece.count
            return Array(piece)
        case .chunked(var decoder):
            defer { body = .chunked(decoder) }
            return try decode(bytes, &decoder)
        }
    }

    private mutating func decode(_ bytes: ArraySlice<UInt8>, _ decoder: inout HTTPChunkedDecoder)
        throws(HTTPRefusal) -> [UInt8]
    {
        var content: [UInt8] = []
        var rest = bytes
        while !rest.isEmpty {
            switch rest.withUnsafeBytes({ decoder.next($0) }) {
            case .more(let consumed): rest = rest.dropFirst(consumed)
            case .content(let range):
                content += rest.dropFirst(range.lowerBound).prefix(range.count)
                rest = rest.dropFirst(range.upperBound)
            case .end:
                isComplete = true
                return content
            case .invalid(let refusal): throw refusal
            }
        }
        return content
    }
}
