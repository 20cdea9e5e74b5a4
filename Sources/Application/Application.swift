import ArenaAPI
import ArenaCore
import ArenaStore
import ArenaWebhooks
import HTTP
import Synchronization
import Telemetry

/// The whole server as one object: what `arena serve` runs, and what tests start on port 0 in a
/// temporary folder.
///
/// Its parts, each knowing only those above it: the settings, the log and the metrics; the store,
/// which owns the data folder; the API, which answers requests from it; the HTTP server; the
/// courier, which tells webhooks what is new.
package final class Application: Sendable {
    /// What it was made with.
    package let settings: Settings
    /// What it counts.
    package let metrics: MetricsRegistry
    /// Where its data is.
    package let store: Store
    private let log: Log
    private let api: API
    private let server: HTTPServer
    private let daily: DailyJob
    private let courier: Courier

    /// Opens the data folder and puts the parts together; nothing listens yet. Blocks while what
    /// is in the folder is read.
    package init(_ settings: Settings, log: Log = .silent) throws(CommandFailure) {
        self.settings = settings
        self.log = log
        metrics = MetricsRegistry()
        let files = try Self.files(settings)
        let bell = Bell()
        store = try .open(settings, log: log) { committed in
            bell.ring(hasWebhooks: committed.state.value.hasWebhooks)
        }
        courier = try .ready(settings.webhooks, store: store, log: log, metrics: metrics)
        daily = DailyJob(store: store, auditMonths: settings.auditMonths, log: log)
        api = API(settings.api, store: store, files: files, log: log, metrics: metrics)
        bell.hang { [weak courier, followers = api.followers] hasWebhooks in
            if hasWebhooks { courier?.wake() }
            followers.wake()
        }
        server = HTTPServer(configuration: settings.server, service: api) { event in
            if case .acceptPaused(let code) = event {
                log.warning(
                    "no connection can be accepted", ["reason": .string(systemReason(code))])
            }
        }
        ProcessMetrics.register(in: metrics)
    }

    private static func files(_ settings: Settings) throws(CommandFailure) -> StaticFiles? {
        guard let path = settings.publicFolder.path else { return nil }
        do {
            return try StaticFiles(root: path)
        } catch {
            throw CommandFailure(.noInput, "cannot read the pages: \(error)")
        }
    }

    /// Sees to it that there is an admin, begins to serve, and answers where. To be called once;
    /// blocks for a moment.
    package func start() throws(CommandFailure) -> SocketAddress {
        if settings.adminToken == nil {
            try FirstAdmin(store: store, folder: settings.dataFolder, log: log).makeIfMissing()
        }
        let addresses: [SocketAddress]
        do {
            addresses = try server.start()
        } catch {
            throw CommandFailure(error, listening: settings.listen)
        }
        daily.start()
        courier.wake()
        guard let address = addresses.first else {
            throw CommandFailure(.software, "no address was given to listen at")
        }
        return address
    }

    /// Calls `completion` once, on some queue, when each event loop has shown that it runs.
    package func whenAlive(_ completion: @escaping @Sendable () -> Void) {
        server.whenAlive(completion)
    }

    /// Ends in order: is no longer ready, takes no more connections, lets requests end for as
    /// long as the settings say, makes durable what is pending, and closes the data folder.
    ///
    /// Calls `completion` once, on some queue, with whether all requests ended by themselves. To
    /// be called once.
    package func stop(completion: @escaping @Sendable (Bool) -> Void) {
        api.beginDraining()
        server.drain(timeout: settings.shutdownTimeout) { [store, courier] isWhole in
            courier.close()
            store.close()
            completion(isWhole)
        }
    }

    /// The same for callers that can wait without a thread.
    @discardableResult
    package func stop() async -> Bool {
        await withCheckedContinuation { continuation in
            stop { continuation.resume(returning: $0) }
        }
    }
}

/// Rings for whoever comes later than what it is rung by.
private final class Bell: Sendable {
    private let sound = Mutex<(@Sendable (Bool) -> Void)?>(nil)

    func hang(_ sound: @escaping @Sendable (Bool) -> Void) { self.sound.withLock { $0 = sound } }

    func ring(hasWebhooks: Bool) { sound.withLock(\.self)?(hasWebhooks) }
}

extension Courier {
    /// The courier, or why there can be none.
    fileprivate static func ready(
        _ configuration: Configuration, store: Store, log: Log, metrics: MetricsRegistry
    ) throws(CommandFailure) -> Courier {
        do throws(TransportError) {
            return try Courier(configuration, store: store, log: log, metrics: metrics)
        } catch {
            throw CommandFailure(.software, "no webhook can be sent: \(error)")
        }
    }
}
