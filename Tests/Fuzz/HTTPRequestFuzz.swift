// Built as one module with the parts of Sources/HTTP that read requests, hence without an import.

/// Reads the input as a request, whole and in two pieces that its first two bytes decide, and
/// holds the outcomes against each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let input = UnsafeRawBufferPointer(start: start, count: count)
    let bytes = input.slice(2, count)
    let cut = (Int(input[0]) << 8 | Int(input[1])) % (bytes.count + 1)
    let whole = parse(bytes, cuts: [])
    let pieced = parse(bytes, cuts: [cut])
    switch (whole, pieced) {
    case (.incomplete, .incomplete): break
    case (.invalid(let first), .invalid(let second)):
        precondition(first == second, "\(first) is \(second) in pieces")
        precondition(!first.reason.isEmpty && first.status.code >= 400)
    case (.head(let first, let consumed), .head(let second, let again)):
        precondition(consumed <= bytes.count && consumed == again, "other bytes are consumed")
        precondition(first.fields.bytes.elementsEqual(bytes.slice(0, consumed)))
        precondition(first.fields.spans == second.fields.spans && first.target == second.target)
        check(first)
        checkBody(of: first, bytes.slice(consumed, bytes.count), cut: cut)
    default: preconditionFailure("\(whole) is \(pieced) in pieces")
    }
    return 0
}

private func parse(_ bytes: UnsafeRawBufferPointer, cuts: [Int]) -> HTTPParsing {
    var parser = HTTPRequestParser()
    let limits = HTTPHeadLimits()
    for end in cuts + [bytes.count] {
        let piece = bytes.slice(0, end)
        let outcome = parser.parse(piece, limits: limits, from: .ipv4(0, port: 0))
        if case .incomplete = outcome { continue }
        return outcome
    }
    return .incomplete
}

/// What a service may rely on.
private func check(_ head: HTTPRequestHead) {
    let segments = head.pathSegments
    precondition(!segments.contains(".") && !segments.contains(".."), "a dot segment is left")
    precondition(!segments.contains { $0.contains("/") || $0.utf8.contains(0) })
    precondition(head.isAsterisk || head.rawPath.hasPrefix("/"), "a path without its slash")
    precondition(head.withPath { head.isAsterisk || $0.first == 0x2F })
    precondition(head.version == .http10 || head.fields.all("host").count == 1)
    precondition(head.contentLength ?? 0 >= 0 && !(head.isChunked && head.contentLength != nil))
    for (name, value) in head.fields.lines {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter))
        precondition(value.utf8.allSatisfy(\.isFieldValueCharacter))
        let isFound = Array(name.utf8).withUnsafeBufferPointer { name in
            head.fields.spans.contains { head.fields.isNamed($0, name) }
        }
        precondition(isFound)
    }
    for (name, value) in head.query {
        precondition(!name.utf8.contains(0) && !value.utf8.contains(0))
    }
}

/// What a body came to: its content, where it ended, and why it was refused.
private struct Body: Equatable {
    var content: [UInt8] = []
    var consumed: Int?
    var refusal: HTTPRefusal?
}

private func checkBody(of head: HTTPRequestHead, _ bytes: UnsafeRawBufferPointer, cut: Int) {
    let whole = decode(head, bytes, cuts: [])
    let pieced = decode(head, bytes, cuts: [min(cut, bytes.count)])
    precondition(whole == pieced, "\(whole) is \(pieced) in pieces")
    precondition(whole.content.count <= bytes.count && whole.consumed ?? 0 <= bytes.count)
    if !head.hasBody { precondition(whole.consumed == 0 && whole.content.isEmpty) }
    if let length = head.contentLength {
        precondition(whole.content.count == min(length, bytes.count))
    }
}

private func decode(
    _ head: HTTPRequestHead, _ bytes: UnsafeRawBufferPointer, cuts: [Int]
) -> Body {
    var decoder = HTTPBodyDecoder(head)
    var body = Body()
    var offset = 0
    for end in cuts + [bytes.count] {
        while true {
            let piece = bytes.slice(offset, end)
            switch decoder.next(piece) {
            case .more(let consumed):
                precondition(consumed == piece.count, "bytes are left though more are asked for")
            case .content(let range):
                precondition(!range.isEmpty && range.upperBound <= piece.count)
                body.content += piece.slice(range)
                offset += range.upperBound
                continue
            case .end(let consumed):
                precondition(consumed <= piece.count)
                body.consumed = offset + consumed
                return body
            case .invalid(let refusal):
                body.refusal = refusal
                return body
            }
            offset = end
            break
        }
    }
    return body
}
