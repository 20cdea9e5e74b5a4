/// Where a server listens and what it bounds.
public struct HTTPServerConfiguration: Sendable {
    /// One listening socket.
    public enum Endpoint: Sendable, Equatable {
        /// A numeric IPv4 or IPv6 address without brackets; port 0 takes any free port. `::` also
        /// takes IPv4.
        case address(host: String, port: UInt16)
        /// A socket in the file system; one that is left over from before is replaced.
        case local(path: String)
        /// A socket that already listens, such as one that systemd has handed over.
        case descriptor(Int32)
    }

    /// Where to listen.
    public var endpoints: [Endpoint]
    /// How many loops, each with its own queue; nil is one a core.
    public var loops: Int?
    /// The limits of request heads.
    public var headLimits = HTTPHeadLimits()
    /// From the first byte of a head to its end, else 408.
    public var headTimeout = Duration.seconds(10)
    /// Without a byte of a body, else 408.
    public var bodyTimeout = Duration.seconds(30)
    /// How fast a body has to come in the long run, in bytes a second, else 408: each byte is
    /// worth its part of a second, and no more than `bodyTimeout` is ever in hand. Zero asks for
    /// no more than a byte in `bodyTimeout`.
    public var bodyRateMin = 500
    /// Without any request, then the connection closes without a word.
    public var keepAliveTimeout = Duration.seconds(60)
    /// Without any progress of an answer that is ready, then the connection is cut.
    public var writeTimeout = Duration.seconds(30)
    /// How fast an answer that is ready has to be taken in the long run, in bytes a second; the
    /// same as `bodyRateMin` the other way.
    public var writeRateMin = 500
    /// After a refusal: how long what still comes is read and dropped, so that the client can
    /// read the answer before the connection is gone.
    public var lingerTimeout = Duration.seconds(5)
    /// Open connections in all; more are answered by 503.
    public var connectionsMax = 16_000
    /// Open connections from one IPv4 address or one IPv6 /64; more are answered by 503.
    public var connectionsPerAddressMax = 16_000
    /// Whose connections are not counted by address, such as proxies, which have many clients.
    public var networksWithoutLimit: [AddressRange] = []
    /// Connections over a limit that are kept open until the client has read so; more are answered
    /// and closed at once.
    public var refusedConnectionsMax = 64
    /// Requests of one connection, the last of which is answered with `Connection: close`.
    public var requestsPerConnectionMax = 100_000
    /// Bytes of all that connections hold in memory: requests that are not complete and answers
    /// that are not taken. Each loop has its share. Whoever holds most is answered by 503, or cut
    /// where it does not take its answer, until the rest fits.
    public var bufferBytesMax = 512 << 20
    /// Requests of one connection that are answered before others have their turn.
    public var pipelinedRequestsMax = 64
    /// How much of a body that nobody wants is read to keep the connection.
    public var discardedBytesMax = 64 << 10
    /// How much is read and dropped after a refusal.
    public var lingerBytesMax = 4 << 20
    /// The value of `Server`; nil leaves the field out.
    public var serverName: String? = "arena"

    /// Listens at those endpoints, with default limits.
    public init(endpoints: [Endpoint] = [.address(host: "127.0.0.1", port: 8080)]) {
        self.endpoints = endpoints
    }
}

extension Duration {
    /// Whole nanoseconds, as many as fit.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isOver) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if isOver { return seconds < 0 ? 0 : .max / 4 }
        return min(product, .max / 4) + attoseconds / 1_000_000_000
    }
}
