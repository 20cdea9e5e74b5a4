/// What a router has for a request.
public enum HTTPRouteMatch<Route: Sendable>: Sendable {
    /// The route of the path and the method; HEAD is given to the route of GET.
    case found(Route, HTTPPathParameters)
    /// The path is known, the method is not offered: 405, or 204 for OPTIONS, with this `Allow`.
    case methodNotAllowed(allow: String)
    case notFound
}
