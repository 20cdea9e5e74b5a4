/// The deadlines of a connection, in nanoseconds.
struct HTTPTimeouts {
    let head: Int64
    let body: Int64
    let keepAlive: Int64
    let write: Int64
    let linger: Int64
    /// What a byte of a body, and of an answer, is worth.
    let bodyByte: Int64
    let writeByte: Int64

    init(_ configuration: HTTPServerConfiguration) {
        head = configuration.headTimeout.nanoseconds
        body = configuration.bodyTimeout.nanoseconds
        keepAlive = configuration.keepAliveTimeout.nanoseconds
        write = configuration.writeTimeout.nanoseconds
        linger = configuration.lingerTimeout.nanoseconds
        bodyByte = Self.worth(atRate: configuration.bodyRateMin)
        writeByte = Self.worth(atRate: configuration.writeRateMin)
    }

    private static func worth(atRate rate: Int) -> Int64 {
        rate > 0 ? 1_000_000_000 / Int64(rate) : .max
    }

    /// A deadline that so many bytes have moved away, at most to `latest`.
    static func extended(
        _ deadline: Int64, by count: Int, worth: Int64, latest: Int64
    ) -> Int64 {
        let (gained, isOver) = worth.multipliedReportingOverflow(by: Int64(count))
        let (later, isAbove) = deadline.addingReportingOverflow(gained)
        return isOver || isAbove ? latest : min(later, latest)
    }

    /// How much later than its deadline a connection may be looked at: a tenth of the shortest,
    /// within 5 ms and 1 s.
    var tick: Int64 {
        let shortest = min(head, body, keepAlive, write, linger)
        return max(5_000_000, min(shortest / 10, 1_000_000_000))
    }
}
