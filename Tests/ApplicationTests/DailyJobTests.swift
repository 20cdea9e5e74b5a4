import Dispatch
import Storage
import Synchronization
import Telemetry
import Testing

@testable import Application
@testable import ArenaCore
@testable import ArenaStore

struct DailyJobTests {
    @Test func `what was kept long enough goes, and what was erased leaves the disk`() async throws
    {
        let folder = try TemporaryFolder()
        let now = Mutex(Timestamp("2026-01-15T12:00:00Z") ?? .system)
        var configuration = Store.Configuration(path: folder.path + "/data")
        configuration.clock = { now.withLock { $0 } }
        let store = try Store(configuration, log: .silent)
        let job = DailyJob(store: store, auditMonths: 2, log: .silent)

        let reply = KeptReply(
            key: try #require(Digest(Array(repeating: 1, count: 32))),
            fingerprint: try #require(Digest(Array(repeating: 2, count: 32))), at: store.now,
            status: 201, post: nil)
        await write(to: store) { $0.note("reply.keep", .reply(reply)) }
        await write(to: store) { $0.note("test.read", .reading([])) }
        #expect(try await audit(of: store) == ["test.read"])
        await run(job)
        #expect(store.state.thingCount == 1)

        now.withLock { $0 = Timestamp("2026-02-15T12:00:00Z") ?? $0 }
        await write(to: store) { $0.note("test.later", .reading([])) }
        await run(job)
        #expect(store.state.thingCount == 0)
        #expect(try await audit(of: store) == ["test.later", "test.read"])

        now.withLock { $0 = Timestamp("2026-04-16T12:00:00Z") ?? $0 }
        // To nothing that is old do the last snapshots reach back.
        for _ in 0..<3 { await snapshot(of: store) }
        await run(job)
        #expect(try await audit(of: store) == ["audit.expire", "test.later"])
        store.close()
        // A snapshot each time, of which the last two are kept.
        let check = StoreCheck(of: configuration.path)
        #expect(check.isGood && check.lines.contains("replies to repeat: 0"), "\(check.lines)")
    }

    private func write(
        to store: Store, _ body: @escaping @Sendable (inout Write) -> Void
    ) async {
        await withCheckedContinuation { continuation in
            store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
                body(&write)
            } completion: { _ in
                continuation.resume()
            }
        }
    }

    private func snapshot(of store: Store) async {
        await withCheckedContinuation { continuation in
            store.snapshot { _ in continuation.resume() }
        }
    }

    private func run(_ job: DailyJob) async {
        await withCheckedContinuation { continuation in
            job.run { continuation.resume() }
        }
    }

    private func audit(of store: Store) async throws -> [String] {
        let page = await withCheckedContinuation { continuation in
            store.auditPage(before: nil, limit: 200, as: { $0 }) {
                continuation.resume(returning: $0)
            }
        }
        return try page.get().lines.map(\.entry.action)
    }
}
