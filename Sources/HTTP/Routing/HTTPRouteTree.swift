import Glibc

/// The patterns of a router, segment by segment. Knows routes by their number alone, so that it is
/// compiled once for routes of all types.
struct HTTPRouteTree: Sendable {
    private struct Offer {
        let method: HTTPMethod
        let route: Int
        let names: [String]
    }

    private struct Node {
        /// Literal segments in the order of `order`, each with the number of its node.
        var literals: [(text: [UInt8], node: Int)] = []
        /// Those with the longest suffix first.
        var parameters: [(suffix: [UInt8], node: Int)] = []
        var offers: [Offer] = []
        var allow = ""
    }

    /// A literal segment of a node, without a reference to count: all loops look here at once.
    private struct Literal {
        let start: Int
        let end: Int
        let node: Int
    }

    private var nodes = [Node()]
    /// The literals of all nodes, the first node's first.
    private var literals: [Literal] = []
    /// Where those of each node are in `literals`.
    private var literalPlaces: [Range<Int>] = []
    /// Their texts.
    private var texts: [UInt8] = []

    init(_ patterns: [(method: HTTPMethod, pattern: String)]) {
        for (route, (method, pattern)) in patterns.enumerated() {
            var node = 0
            var names: [String] = []
            for segment in Self.segments(of: pattern) {
                if segment.hasPrefix("{"), let end = segment.firstIndex(of: "}") {
                    names.append(String(segment[..<end].dropFirst()))
                    node = parameterChild(of: node, Array(segment[end...].dropFirst().utf8))
                } else {
                    node = literalChild(of: node, Array(segment.utf8))
                }
            }
            if !nodes[node].offers.contains(where: { $0.method == method }) {
                nodes[node].offers.append(Offer(method: method, route: route, names: names))
            }
        }
        for index in nodes.indices {
            nodes[index].literals.sort { first, second in
                first.text.withUnsafeBytes { first in
                    second.text.withUnsafeBytes { Self.order(first, $0) < 0 }
                }
            }
            nodes[index].allow = Self.allow(nodes[index].offers.map(\.method))
            let first = literals.count
            for (text, node) in nodes[index].literals {
                literals.append(
                    Literal(start: texts.count, end: texts.count + text.count, node: node))
                texts += text
            }
            literalPlaces.append(first..<literals.count)
        }
    }

    /// What there is for the method and the decoded path of a request.
    func match(_ head: HTTPRequestHead) -> HTTPRouteMatch<Int> {
        if head.isAsterisk { return .notFound }
        return head.withPath { path in
            var values: [String] = []
            guard let node = find(path, from: 1, at: 0, &values) else { return .notFound }
            let method = head.method == .head ? .get : head.method
            for place in nodes[node].offers.indices
            where nodes[node].offers[place].method == method {
                let route = nodes[node].offers[place].route
                if values.isEmpty { return .found(route, .none) }
                return .found(
                    route,
                    HTTPPathParameters(names: nodes[node].offers[place].names, values: values))
            }
            return .methodNotAllowed(allow: nodes[node].allow)
        }
    }

    /// The node of the rest of the path that offers something. Where the literal branch leads
    /// nowhere the parameters are tried: a few a segment, and patterns are few deep.
    private func find(
        _ path: UnsafeRawBufferPointer, from start: Int, at node: Int, _ values: inout [String]
    ) -> Int? {
        if start > path.count || (start == path.count && node == 0) {
            return nodes[node].offers.isEmpty ? nil : node
        }
        let end = path.firstOffset(of: 0x2F, from: start) ?? path.count
        let segment = path.slice(start, end)
        if let child = literal(of: node, segment),
            let found = find(path, from: end + 1, at: child, &values)
        {
            return found
        }
        for (suffix, child) in nodes[node].parameters where segment.hasMore(before: suffix) {
            let value = segment.slice(0, segment.count - suffix.count)
            values.append(String(decoding: value, as: UTF8.self))
            if let found = find(path, from: end + 1, at: child, &values) { return found }
            values.removeLast()
        }
        return nil
    }

    private func literal(of node: Int, _ segment: UnsafeRawBufferPointer) -> Int? {
        var low = literalPlaces[node].lowerBound
        var high = literalPlaces[node].upperBound
        return texts.withUnsafeBytes { texts in
            while low < high {
                let middle = (low + high) / 2
                let literal = literals[middle]
                let order = Self.order(texts.slice(literal.start, literal.end), segment)
                if order == 0 { return literal.node }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    /// Below zero where the first precedes: shorter ones do, and equally long ones by their bytes.
    private static func order(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) -> Int {
        if first.count != second.count { return first.count - second.count }
        guard let start = first.baseAddress, let other = second.baseAddress else { return 0 }
        return Int(memcmp(start, other, first.count))
    }

    private mutating func parameterChild(of node: Int, _ suffix: [UInt8]) -> Int {
        if let child = nodes[node].parameters.first(where: { $0.suffix == suffix }) {
            return child.node
        }
        nodes.append(Node())
        nodes[node].parameters.append((suffix, nodes.count - 1))
        nodes[node].parameters.sort { $1.suffix.count < $0.suffix.count }
        return nodes.count - 1
    }

    private mutating func literalChild(of node: Int, _ text: [UInt8]) -> Int {
        if let child = nodes[node].literals.first(where: { $0.text == text }) { return child.node }
        nodes.append(Node())
        nodes[node].literals.append((text, nodes.count - 1))
        return nodes.count - 1
    }

    private static func segments(of pattern: String) -> [Substring] {
        pattern == "/"
            ? [] : pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    /// RFC 9110 §10.2.1; GET always serves HEAD, and OPTIONS always answers.
    private static func allow(_ methods: [HTTPMethod]) -> String {
        HTTPMethod.allCases.filter { method in
            method == .options || methods.contains(method == .head ? .get : method)
        }.map(\.rawValue).joined(separator: ", ")
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it ends with `suffix` and has something before it.
    fileprivate func hasMore(before suffix: [UInt8]) -> Bool {
        count > suffix.count && zip(reversed(), suffix.reversed()).allSatisfy(==)
    }
}
