/// Finds the route of a request by its path, segment by segment: the cost grows with the depth of
/// the path and not with the number of routes.
public struct HTTPRouter<Route: Sendable>: Sendable {
    private struct Offer {
        let method: HTTPMethod
        let route: Route
        let names: [String]
    }

    private struct Node {
        /// Literal segments in the order of `precedes`, each with the number of its node.
        var literals: [(text: [UInt8], node: Int)] = []
        var parameter: Int?
        var offers: [Offer] = []
        var allow = ""
    }

    private var nodes = [Node()]

    /// Patterns are paths whose segments are literal or a name in braces, such as
    /// `/v1/arenas/{arena}/posts`. A literal segment wins over a parameter. Of two routes with the
    /// same method and shape the first one counts.
    public init(_ routes: [(method: HTTPMethod, pattern: String, route: Route)]) {
        for (method, pattern, route) in routes {
            var node = 0
            var names: [String] = []
            for segment in Self.segments(of: pattern) {
                if segment.hasPrefix("{"), segment.hasSuffix("}") {
                    names.append(String(segment.dropFirst().dropLast()))
                    node = parameterChild(of: node)
                } else {
                    node = literalChild(of: node, Array(segment.utf8))
                }
            }
            if !nodes[node].offers.contains(where: { $0.method == method }) {
                nodes[node].offers.append(Offer(method: method, route: route, names: names))
            }
        }
        for index in nodes.indices {
            nodes[index].literals.sort { Self.precedes($0.text, $1.text) }
            nodes[index].allow = Self.allow(nodes[index].offers.map(\.method))
        }
    }

    /// What there is for the method and the decoded path of a request.
    public func match(_ head: HTTPRequestHead) -> HTTPRouteMatch<Route> {
        if head.isAsterisk { return .notFound }
        return head.withPath { path in
            var values: [String] = []
            guard let node = find(path, from: 1, at: 0, &values) else { return .notFound }
            let offers = nodes[node].offers
            let method = head.method == .head ? .get : head.method
            guard let offer = offers.first(where: { $0.method == method }) else {
                return .methodNotAllowed(allow: nodes[node].allow)
            }
            if values.isEmpty { return .found(offer.route, .none) }
            return .found(offer.route, HTTPPathParameters(names: offer.names, values: values))
        }
    }

    /// The node of the rest of the path that offers something. Where the literal branch leads
    /// nowhere the parameter is tried: at most twice a segment, and patterns are few deep.
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
        guard let child = nodes[node].parameter, !segment.isEmpty else { return nil }
        values.append(String(decoding: segment, as: UTF8.self))
        if let found = find(path, from: end + 1, at: child, &values) { return found }
        values.removeLast()
        return nil
    }

    private func literal(of node: Int, _ segment: UnsafeRawBufferPointer) -> Int? {
        let literals = nodes[node].literals
        var low = 0
        var high = literals.count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(literals[middle].text, segment) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < literals.count, literals[low].text.elementsEqual(segment) else { return nil }
        return literals[low].node
    }

    /// Shorter ones first, equally long ones by their bytes.
    private static func precedes(_ first: [UInt8], _ second: some Collection<UInt8>) -> Bool {
        if first.count != second.count { return first.count < second.count }
        return first.lexicographicallyPrecedes(second)
    }

    private mutating func parameterChild(of node: Int) -> Int {
        if let child = nodes[node].parameter { return child }
        nodes.append(Node())
        nodes[node].parameter = nodes.count - 1
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
