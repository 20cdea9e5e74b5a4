/// Finds the route of a request by its path, segment by segment: the cost grows with the depth of
/// the path and not with the number of routes.
public struct HTTPRouter<Route: Sendable>: Sendable {
    private let tree: HTTPRouteTree
    private let routes: [Route]

    /// Patterns are paths whose segments are literal or a name in braces, such as
    /// `/v1/arenas/{arena}/posts`, maybe with a suffix, such as `/feeds/events/{event}.ics`. A
    /// literal segment wins over a parameter, a longer suffix over a shorter. Of two routes with
    /// the same method and shape the first one counts.
    public init(_ routes: [(method: HTTPMethod, pattern: String, route: Route)]) {
        tree = HTTPRouteTree(routes.map { ($0.method, $0.pattern) })
        self.routes = routes.map(\.route)
    }

    /// What there is for the method and the decoded path of a request.
    public func match(_ head: HTTPRequestHead) -> HTTPRouteMatch<Route> {
        switch tree.match(head) {
        case .found(let number, let path): .found(routes[number], path)
        case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
        case .notFound: .notFound
        }
    }
}
