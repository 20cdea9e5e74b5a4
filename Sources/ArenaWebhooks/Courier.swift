import ArenaCore
import ArenaStore
import Dispatch
import HTTP
import Synchronization
import Telemetry

/// Tells webhooks what is new, each in order, at least once, for as long as it takes.
///
/// What is to be told stands in the store's notices; this only looks for the next one of each
/// webhook and notes what came of it, so that a stop of any kind loses nothing. A webhook has at
/// most one request on its way: a slow receiver delays nobody but itself, and nothing piles up.
package final class Courier: Sendable {
    package struct Configuration: Sendable {
        package var transport = Transport.Configuration()
        /// The server's public address without a slash at its end.
        package var baseURL: String?
        package var version = "0.0.0"
        /// From -1 to 1, by which pauses are longer or shorter.
        package var chance: @Sendable () -> Double = { .random(in: -1...1) }

        package init() {}
    }

    /// What the rounds remember from one to the next.
    private struct Memory: Sendable {
        var underWay: Set<ID<Webhook>> = []
        /// How far each was looked through, beyond what the store knows.
        var lookedThrough: [ID<Webhook>: UInt64] = [:]
        var alarm: Timestamp?
        var lastRound: ContinuousClock.Instant?
        var isClosed = false
    }

    /// What an attempt came to, as the metrics name it.
    private enum Result: String, CaseIterable {
        case delivered, refused, unanswered
    }

    /// Between two rounds, in milliseconds: under load each looks for many changes at once.
    private static let pauseMs = 2

    private let store: Store
    private let configuration: Configuration
    private let transport: Transport
    private let log: Log
    private let results: CounterFamily
    private let queue = DispatchQueue(label: "arena.webhooks", qos: .utility)
    private let memory = Mutex(Memory())
    /// Whether a round is on its way already.
    private let isAwake = Atomic(false)

    package init(
        _ configuration: Configuration, store: Store, log: Log, metrics: MetricsRegistry
    ) throws(TransportError) {
        self.store = store
        self.configuration = configuration
        self.log = log
        transport = try Transport(configuration.transport)
        results = metrics.counter(
            "arena_webhook_deliveries_total", help: "Attempts to tell a webhook.",
            labels: ["result"])
        for result in Result.allCases { _ = results.with([result.rawValue]) }
        metrics.gaugeFunction(
            "arena_webhook_queue_length",
            help: "What webhooks have not been looked through for, all together."
        ) { [store] in
            Double(View(store.stateBox, viewer: .anonymous, now: store.now).undeliveredCount)
        }
    }

    /// Looks for what is to be told, soon; from any thread, and cheap.
    package func wake() {
        guard !isAwake.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let isSoon = memory.withLock { memory in
            memory.lastRound.map { ContinuousClock.now - $0 < .milliseconds(Self.pauseMs) } ?? false
        }
        queue.asyncAfter(deadline: .now() + .milliseconds(isSoon ? Self.pauseMs : 0)) {
            [weak self] in self?.round()
        }
    }

    /// Gives up what is on its way: it is told again after the next start.
    package func close() {
        memory.withLock { $0.isClosed = true }
        transport.close()
    }

    private func round() {
        // Before looking: whatever comes after this has another round.
        isAwake.store(false, ordering: .sequentiallyConsistent)
        // Before the state, which then has what came of all that is no longer under way.
        let before = memory.withLock(\.self)
        if before.isClosed { return }
        let view = View(store.stateBox, viewer: .anonymous, now: store.now)
        var next: Timestamp?
        let webhooks = view.activeWebhooks
        for webhook in webhooks {
            if before.underWay.contains(webhook.id) { continue }
            let done = before.lookedThrough[webhook.id] ?? 0
            switch view.nextDelivery(for: webhook, after: done) {
            case .nothing(let through):
                memory.withLock { $0.lookedThrough[webhook.id] = through }
            case .later(let time): next = min(next ?? time, time)
            case .pass(let delivery):
                var passed = delivery
                passed.state = .failed
                passed.nextAttemptAt = nil
                passed.error = "it may be told no more"
                memory.withLock { _ = $0.underWay.insert(webhook.id) }
                record(passed)
            case .now(let delivery, let telling):
                memory.withLock { _ = $0.underWay.insert(webhook.id) }
                send(delivery, telling, to: webhook, at: view.now)
            }
        }
        if let next { setAlarm(next) }
        let active = Set(webhooks.map(\.id))
        memory.withLock { memory in
            memory.lastRound = .now
            // Nothing is remembered of those that are gone.
            memory.lookedThrough = memory.lookedThrough.filter { active.contains($0.key) }
        }
    }

    private func setAlarm(_ time: Timestamp) {
        let isSooner = memory.withLock { memory in
            if let set = memory.alarm, set <= time { return false }
            memory.alarm = time
            return true
        }
        guard isSooner else { return }
        let pause = max(0, time.milliseconds - store.now.milliseconds)
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(clamping: pause))) { [weak self] in
            self?.memory.withLock { $0.alarm = nil }
            self?.wake()
        }
    }

    private func send(
        _ delivery: Delivery, _ telling: Telling, to webhook: Webhook, at now: Timestamp
    ) {
        let body = WebhookMessage.body(telling, base: configuration.baseURL ?? "")
        let seconds = now.milliseconds / 1000
        let request = Transport.Request(
            url: webhook.url,
            fields: [
                ("content-type", "application/json"),
                ("user-agent", "arena-webhooks/\(configuration.version)"),
                ("webhook-id", delivery.name), ("webhook-timestamp", String(seconds)),
                (
                    "webhook-signature",
                    WebhookSignature.header(
                        id: delivery.name, seconds: seconds, body: body,
                        secrets: webhook.secrets(at: now))
                ),
            ], body: body)
        // It was looked at when it was made; the settings may have changed since.
        do throws(OutboundRules.Fault) {
            try configuration.transport.rules.check(webhook.url)
        } catch {
            var outcome = Transport.Outcome()
            outcome.error = "the address may not be sent to"
            return queue.async { [weak self, outcome] in self?.finish(delivery, outcome) }
        }
        transport.send(request) { [weak self] outcome in
            guard let self else { return }
            queue.async { self.finish(delivery, outcome) }
        }
    }

    private func finish(_ delivery: Delivery, _ outcome: Transport.Outcome) {
        let now = store.now
        var tried = delivery
        tried.attempts += 1
        tried.attemptedAt = now
        tried.status = outcome.status
        tried.error = outcome.error
        tried.durationMs = outcome.milliseconds
        tried.answer =
            outcome.answer.isEmpty ? nil : String(decoding: outcome.answer, as: UTF8.self)
        tried.nextAttemptAt = nil
        let isDelivered = outcome.status.map { (200...299).contains($0) } ?? false
        if isDelivered {
            tried.state = .delivered
        } else if let pause = RetrySchedule.pause(
            after: tried.attempts, status: outcome.status,
            retryAfter: outcome.retryAfter.flatMap { RetryAfter.seconds($0, now: now) },
            chance: configuration.chance())
        {
            tried.nextAttemptAt = Timestamp(milliseconds: now.milliseconds + pause)
        } else {
            tried.state = .failed
        }
        let result: Result =
            isDelivered ? .delivered : outcome.status == nil ? .unanswered : .refused
        results.with([result.rawValue]).add()
        record(tried, disabling: isDelivered ? nil : reasonToDisable(tried, now))
    }

    /// Why a webhook is to be told no more after an attempt that failed; nil where it is to be.
    private func reasonToDisable(_ delivery: Delivery, _ now: Timestamp) -> String? {
        if delivery.status == 410 { return "gone" }
        let view = View(store.stateBox, viewer: .anonymous, now: now)
        guard let since = view.failingSince(delivery.webhook),
            since.adding(seconds: RetrySchedule.failingMax) <= now
        else { return nil }
        return "failing"
    }

    /// Notes what came of it; the next one of the webhook comes after that.
    private func record(_ delivery: Delivery, disabling reason: String? = nil) {
        let id = delivery.webhook
        store.write(as: .anonymous, secretIDs: 0) { (write: inout Write) throws(Refusal) in
            write.record(delivery)
            if let reason { write.disable(id, because: reason) }
        } completion: { [weak self] outcome in
            self?.recorded(delivery, outcome, reason)
        }
    }

    private func recorded(_ delivery: Delivery, _ outcome: WriteOutcome<Void>, _ reason: String?) {
        let id = delivery.webhook
        guard case .unavailable = outcome else {
            memory.withLock { _ = $0.underWay.remove(id) }
            if let reason {
                log.warning(
                    "webhook disabled", ["webhook": .string("\(id)"), "reason": .string(reason)])
            }
            return wake()
        }
        // It would be told again and again for as long as nothing can be noted.
        log.warning("what came of a webhook is not noted", ["webhook": .string("\(id)")])
        queue.asyncAfter(deadline: .now() + .seconds(5)) { [weak self] in
            guard let self, !memory.withLock({ $0.isClosed }) else { return }
            record(delivery, disabling: reason)
        }
    }
}
