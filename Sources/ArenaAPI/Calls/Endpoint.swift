import HTTP
import Synchronization
import Telemetry

/// An operation as one server offers it: its route, and the metrics of its answers, which are
/// found without a lock once they are there.
final class Endpoint: Sendable {
    let route: Route
    private let requests: CounterFamily
    private let durations: HistogramFamily
    private let duration = AtomicLazyReference<Histogram>()
    /// Of the answers that the route gives when all is well.
    private let usual: [(status: HTTPStatus, count: Counter)]

    init(_ route: Route, requests: CounterFamily, durations: HistogramFamily) {
        self.route = route
        self.requests = requests
        self.durations = durations
        let codes = route.answers.map(\.status) + [HTTPStatus.notModified.code]
        usual = codes.map { code in
            let count = requests.with(route.method.rawValue, route.path, String(code))
            return (HTTPStatus(code: code), count)
        }
    }

    func count(_ status: HTTPStatus, to method: HTTPMethod, after seconds: Double) {
        let histogram = duration.load() ?? duration.storeIfNil(durations.with(route.path))
        histogram.observe(seconds)
        counter(status, method).add()
    }

    private func counter(_ status: HTTPStatus, _ method: HTTPMethod) -> Counter {
        if method == route.method {
            for answer in usual where answer.status == status { return answer.count }
        }
        return requests.with(method.rawValue, route.path, String(status.code))
    }
}
