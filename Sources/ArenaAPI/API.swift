import ArenaCore
import ArenaStore
import HTTP
import Synchronization
import Telemetry

/// Arena's answers to HTTP requests: the API, what stands beside it, and the pages.
///
/// Called on the event loops and never blocks: reads are answered from the durable state at once,
/// writes when the store says that they are durable.
package final class API: HTTPService {
    package struct Configuration: Sendable {
        /// The public address without a slash at its end; links are relative to the host where it
        /// is not known, and never made from the request's `Host`.
        package var baseURL: String?
        /// Of the admin token of the settings, which stands in no store.
        package var adminToken: Digest?
        package var defaultLanguage = Language.nb
        package var logsAccess = false
        package var bodyBytesMax = 1 << 20
        /// Of a body that is taken a line at a time.
        package var linesBytesMax = 64 << 20
        /// Of an import; of an atomic one, which is held until its end, `linesBytesMax`.
        package var importBytesMax = 1 << 30
        package var version = "0.0.0"
        /// Whether requests are counted by client and refused over the quotas.
        package var limitsRates = false
        package var proxies = TrustedProxies()
        /// Where webhooks may lead.
        package var outbound = OutboundRules()
        /// What is said of something that is told, as webhooks say it.
        package var message: @Sendable (Telling) -> [UInt8] = { _ in Array("{}".utf8) }
        /// How many streams and waiting followers there may be at once.
        package var streamsMax = 2000
        /// Who may read the metrics.
        package var metricsNetworks: [AddressRange] = []

        package init() {}
    }

    let configuration: Configuration
    let store: Store
    let files: StaticFiles?
    let observer: RequestObserver
    let metrics: MetricsRegistry
    let openAPI: OpenAPIText
    let answers = AnonymousAnswers()
    /// To be woken when something has changed, and closed when the server drains.
    package let followers: Followers
    private let router: HTTPRouter<Endpoint>
    private let requestIDs: Mutex<IDGenerator>
    private let draining = Atomic(false)
    /// Whether a write waits for the end of the round to start its group.
    private let hasUnstarted = Atomic(false)
    let limiter = RateLimiter()
    let started = ContinuousClock.now

    package init(
        _ configuration: Configuration, store: Store, files: StaticFiles?, log: Log,
        metrics: MetricsRegistry
    ) {
        self.configuration = configuration
        self.store = store
        self.files = files
        self.metrics = metrics
        followers = Followers(countMax: configuration.streamsMax)
        let observer = RequestObserver(
            log: log, metrics: metrics, logsAccess: configuration.logsAccess)
        self.observer = observer
        router = HTTPRouter(Routes.all.map { ($0.method, $0.path, observer.endpoint($0)) })
        requestIDs = Mutex(IDGenerator(seed: .random(in: 0 ... .max)))
        openAPI = OpenAPIText(version: configuration.version)
        registerMetrics()
    }

    /// From now on the server is not ready; requests are still answered, and streams end.
    package func beginDraining() {
        draining.store(true, ordering: .relaxed)
        followers.close()
    }

    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// The name by which the server is known outside; nil where it does not know its address.
    var host: String? {
        guard let authority = configuration.baseURL?.split(separator: "/").dropFirst().first else {
            return nil
        }
        return String(authority.hasPrefix("[") ? authority : authority.prefix { $0 != ":" })
    }

    /// A path of this server as links have it.
    func absolute(_ path: String) -> String {
        configuration.baseURL.map { $0 + path } ?? path
    }

    package func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        let visit = makeVisit(head)
        if let known = knownAnswer(head, visit) { return .answer(known) }
        switch router.match(head) {
        case .found(let endpoint, let path):
            return plan(for: head, endpoint, path, exchange, visit)
        case .methodNotAllowed(let allow):
            return .answer(observed(methodAnswer(head, allow: allow, visit), head, visit))
        case .notFound:
            return .answer(observed(outsideAnswer(head, visit), head, visit))
        }
    }

    /// Writes by `body` in the group that is started when the loop has no more requests to give:
    /// under load each sync is shared by all of them, and a single one waits for nobody.
    func writeThisRound<Result: Sendable>(
        as viewer: Viewer, from origin: Change.Origin?, secretIDs: Int,
        _ body: (inout Write) throws(Refusal) -> Result,
        completion: @escaping @Sendable (WriteOutcome<Result>) -> Void
    ) {
        store.write(
            as: viewer, from: origin, secretIDs: secretIDs, startsGroup: false, body,
            completion: completion)
        hasUnstarted.store(true, ordering: .releasing)
    }

    package var isAboutToAnswer: Bool { store.isSharingSync }

    package func roundEnded() {
        guard hasUnstarted.load(ordering: .relaxed),
            hasUnstarted.exchange(false, ordering: .acquiringAndReleasing)
        else { return }
        store.startGroup()
    }

    package func refuse(_ refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPResponse {
        let visit = makeVisit(head)
        let language = head.map(visit.language) ?? visit.defaultLanguage
        let response = Problem(refusal).response(visit, language)
        observer.observe(refused: response, visit)
        return response
    }

    /// What the same request was answered since the last change.
    private func knownAnswer(_ head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse? {
        guard let key = AnonymousAnswers.Key(head, visit),
            let known = answers.find(key, at: store.stateBox.contentPosition)
        else { return nil }
        var visit = visit
        do throws(Problem) {
            try count(head, known.endpoint.route, &visit)
        } catch {
            let response = error.response(visit, visit.language(of: head))
            return observed(response, head, visit)
        }
        var response = known.representation.response(.ok, to: head, visit)
        response.fields.append(visit.standings)
        observer.observe(response, to: head, at: known.endpoint, visit, token: nil)
        return response
    }

    private func makeVisit(_ head: HTTPRequestHead?) -> Visit {
        let now = store.now
        let id = requestIDs.withLock { $0.next(now, for: Visit.self) }
        return Visit(
            id: id, given: head.flatMap(configuration.proxies.requestID),
            trace: head.flatMap { TraceContext($0) }, now: now,
            defaultLanguage: configuration.defaultLanguage)
    }

    private func observed(_ response: HTTPResponse, _ head: HTTPRequestHead, _ visit: Visit)
        -> HTTPResponse
    {
        observer.observe(response, to: head, at: nil, visit, token: nil)
        return response
    }

    private func registerMetrics() {
        metrics.gaugeFunction(
            "arena_position", help: "Position of the last durable change."
        ) { [store] in Double(store.state.position) }
        metrics.gaugeFunction(
            "arena_snapshot_failing", help: "1 where the last snapshot could not be written."
        ) { [store] in store.status.snapshotFailure == nil ? 0 : 1 }
    }
}
