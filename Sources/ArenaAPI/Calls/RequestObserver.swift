import ArenaCore
import HTTP
import Telemetry

/// Counts every answer, and logs those that went wrong, were slow, or were asked to be logged.
final class RequestObserver: Sendable {
    private static let slow = Duration.seconds(1)

    let log: Log
    private let logsAccess: Bool
    private let requests: CounterFamily
    private let durations: HistogramFamily

    init(log: Log, metrics: MetricsRegistry, logsAccess: Bool) {
        self.log = log
        self.logsAccess = logsAccess
        requests = metrics.counter(
            "http_requests_total", help: "Requests answered, by method, route and status.",
            labels: ["method", "route", "code"])
        durations = metrics.histogram(
            "http_request_duration_seconds", help: "Time from the head to the answer.",
            labels: ["route"], buckets: MetricsRegistry.requestDurationBuckets)
    }

    func endpoint(_ route: Route) -> Endpoint {
        Endpoint(route, requests: requests, durations: durations)
    }

    /// `endpoint` is nil for all that is answered without a route, files among them: a label must
    /// not follow what clients ask for.
    func observe(
        _ response: HTTPResponse, to head: HTTPRequestHead, at endpoint: Endpoint?,
        _ visit: Visit, token: ID<Token>?
    ) {
        let duration = ContinuousClock.now - visit.started
        if let endpoint {
            endpoint.count(response.status, to: head.method, after: duration.seconds)
        } else {
            requests.with(head.method.rawValue, "other", String(response.status.code)).add()
            durations.with("other").observe(duration.seconds)
        }
        let level: Log.Level? =
            if response.status.code >= 500 {
                .error
            } else if duration >= Self.slow {
                .warning
            } else {
                logsAccess ? .info : nil
            }
        guard let level else { return }
        var fields: LogFields = [
            "requestId": .string(visit.requestID), "method": .string(head.method.rawValue),
            "route": .string(endpoint?.route.path ?? "other"),
            "status": .integer(response.status.code),
            "durationMs": .integer(Int(duration.seconds * 1000)),
            "traceId": .string(visit.trace.traceID),
        ]
        if let bytes = response.body.count { fields["bytes"] = .integer(bytes) }
        if let token { fields["tokenId"] = .string(token.description) }
        log.write(level, "request", fields)
    }

    /// What the engine refused before there was a request.
    func observe(refused response: HTTPResponse, _ visit: Visit) {
        requests.with("", "refused", String(response.status.code)).add()
        guard logsAccess else { return }
        log.info(
            "request refused",
            [
                "requestId": .string(visit.requestID),
                "status": .integer(response.status.code),
                "traceId": .string(visit.trace.traceID),
            ])
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
