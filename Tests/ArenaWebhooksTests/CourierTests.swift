import Dispatch
import Foundation
import HTTP
import Synchronization
import Telemetry
import Testing

@testable import ArenaCore
@testable import ArenaStore
@testable import ArenaWebhooks

/// A courier over a store whose clock the test moves, and a port on which nobody listens.
struct CourierTests {
    private final class Moment: Sendable {
        let time = Mutex(Timestamp("2026-01-01T00:00:00Z") ?? Timestamp(milliseconds: 0))

        var now: Timestamp { time.withLock(\.self) }

        func move(to new: Timestamp) { time.withLock { $0 = new } }
    }

    private final class Ring: Sendable {
        let sound = Mutex<(@Sendable () -> Void)?>(nil)
    }

    private struct World {
        let moment = Moment()
        let store: Store
        let courier: Courier
        /// Signalled for each group that was made durable.
        private let commits = DispatchSemaphore(value: 0)
        let folder: URL
        var webhook: ID<Webhook>
        private var ids = IDGenerator(seed: 5)

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(
                path: "arena-webhooks-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            var configuration = Store.Configuration(path: folder.path + "/data")
            configuration.clock = { [moment] in moment.now }
            let ring = Ring()
            store = try Store(configuration, log: .silent) { [commits] _ in
                ring.sound.withLock(\.self)?()
                commits.signal()
            }
            var settings = Courier.Configuration()
            settings.transport.rules.allowsPlainHTTP = true
            settings.transport.rules.ports = nil
            settings.transport.rules.openRanges = ["127.0.0.0/8"].compactMap { AddressRange($0) }
            settings.chance = { 0 }
            let courier = try Courier(
                settings, store: store, log: .silent, metrics: MetricsRegistry())
            self.courier = courier
            ring.sound.withLock { $0 = { [weak courier] in courier?.wake() } }
            let owner = Organisation(
                id: ids.next(moment.now), createdAt: moment.now,
                profile: Organisation.Profile(name: "Etat", kind: .public), state: .active)
            // The port of the discard service, at which nobody listens.
            let made = Webhook(
                id: ids.next(moment.now), createdAt: moment.now, owner: owner.id,
                url: "http://127.0.0.1:9/", secret: .init("whsec_AAAA"), after: 0)
            webhook = made.id
            write([.organisation(owner), .webhook(made)])
        }

        func end() throws {
            courier.close()
            store.close()
            try FileManager.default.removeItem(at: folder)
        }

        func write(_ effects: [Effect]) {
            store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
                for effect in effects { write.note("test.put", effect) }
            } completion: { _ in
            }
        }

        /// Something that everybody may be told of.
        mutating func publish() {
            let arena = Arena(
                id: ids.next(moment.now), createdAt: moment.now,
                profile: Arena.Profile(name: "A", slug: "a", purpose: "p"), state: .open)
            let post = Post(
                id: ids.next(moment.now), createdAt: moment.now, arena: arena.id, author: nil,
                attribution: .named, audience: Post.Audience(tlp: .clear), state: .published,
                content: Post.Content(title: "T", body: "b"))
            write([.arena(arena), .post(post)])
        }

        var found: Webhook? { store.state.webhooks[webhook]?.value }

        var deliveries: [Delivery] { Array((store.state.deliveries[webhook] ?? DeliveryLog()).all) }

        var attemptCount: Int { deliveries.reduce(0) { $0 + $1.attempts } }

        /// Waits until that many attempts were made of all deliveries, or the webhook is disabled.
        func attempts(_ count: Int) {
            while attemptCount < count, found?.state ?? .active == .active {
                guard commits.wait(timeout: .now() + .seconds(60)) == .success else {
                    Issue.record("only \(attemptCount) of \(count) attempts were made")
                    return
                }
            }
        }
    }

    @Test func `a delivery is tried at the times of the schedule and then given up`() throws {
        var world = try World()
        world.publish()
        for attempt in 1...10 {
            world.attempts(attempt)
            let delivery = try #require(world.deliveries.first)
            #expect(delivery.attempts == attempt && delivery.status == nil)
            guard attempt < 10 else { break }
            let pause = RetrySchedule.pauses[attempt - 1]
            let next = try #require(delivery.nextAttemptAt)
            #expect(next == delivery.attemptedAt?.adding(seconds: pause))
            // A moment before, nothing happens.
            world.moment.move(to: Timestamp(milliseconds: next.milliseconds - 1))
            world.courier.wake()
            world.moment.move(to: next)
            world.courier.wake()
        }
        #expect(world.deliveries.first?.state == .failed)
        #expect(world.found?.state == .active)
        try world.end()
    }

    @Test func `five days without a success disable a webhook, and it can go on`() throws {
        var world = try World()
        world.publish()
        world.publish()
        while world.found?.state ?? .active == .active {
            world.attempts(world.attemptCount + 1)
            let next = world.deliveries.compactMap(\.nextAttemptAt).min()
            if let next { world.moment.move(to: next) }
            world.courier.wake()
        }
        #expect(world.found?.disabledReason == "failing")
        let since = try #require(world.found?.failingSince)
        #expect(since.adding(seconds: 5 * 86_400) <= world.moment.now)
        #expect(since.adding(seconds: 7 * 86_400) > world.moment.now)
        // In order: the second is not tried before the first is given up.
        #expect(world.deliveries.map(\.state) == [.failed, .pending])
        try world.end()
    }

    @Test func `a store that is opened again goes on where it was`() throws {
        var world = try World()
        world.publish()
        world.attempts(1)
        let before = world.deliveries
        world.courier.close()
        world.store.close()
        var configuration = Store.Configuration(path: world.folder.path + "/data")
        configuration.clock = { [moment = world.moment] in moment.now }
        let again = try Store(configuration, log: .silent)
        #expect(Array((again.state.deliveries[world.webhook] ?? DeliveryLog()).all) == before)
        #expect(Array(again.state.notices.all) == Array(world.store.state.notices.all))
        #expect(again.state.webhooks[world.webhook]?.value.doneThrough == 0)
        again.close()
        try FileManager.default.removeItem(at: world.folder)
    }
}
