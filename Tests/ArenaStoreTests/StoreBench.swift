import Dispatch
import Storage
import StorageTesting
import Synchronization
import Telemetry

@testable import ArenaCore
@testable import ArenaStore

/// A result that another thread brings.
final class Awaited<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let arrived = DispatchSemaphore(value: 0)
    private let told = Mutex<(@Sendable () -> Void)?>(nil)

    func bring(_ new: Value) {
        value.withLock { $0 = new }
        arrived.signal()
        told.withLock { $0 }?()
    }

    /// Has `body` called when it is there, be it already.
    func whenThere(_ body: @escaping @Sendable () -> Void) {
        told.withLock { $0 = body }
        if isThere { body() }
    }

    /// Waits for it; nil when it does not come in half a minute.
    func wait() -> Value? {
        guard arrived.wait(timeout: .now() + 120) == .success else { return nil }
        arrived.signal()
        return value.withLock { $0 }
    }

    var isThere: Bool { value.withLock { $0 != nil } }
}

extension SimulatedDisk {
    /// A disk with a closed store of five changes: three in a snapshot, two behind it.
    static func withStoreOfFive() throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for number in 0..<3 { store.addAndWait("\(number)") }
        _ = store.snapshotAndWait()
        for number in 3..<5 { store.addAndWait("\(number)") }
        store.close()
        return disk
    }
}

extension Store.Configuration {
    /// On `disk`, without snapshots but on request.
    static func test(_ disk: SimulatedDisk, _ edit: (inout Self) -> Void = { _ in }) -> Self {
        var configuration = Self(path: "/data")
        configuration.fileSystem = disk
        configuration.snapshotChanges = 0
        configuration.snapshotByteCount = 0
        configuration.snapshotInterval = .zero
        configuration.journalPadding = 2048
        configuration.retryDelay = .milliseconds(1)
        edit(&configuration)
        return configuration
    }
}

extension Store {
    convenience init(
        on disk: SimulatedDisk, _ edit: (inout Configuration) -> Void = { _ in },
        committed: (@Sendable (CommittedChanges) -> Void)? = nil
    ) throws {
        try self.init(.test(disk, edit), log: .silent, committed: committed)
    }

    /// Starts a write that adds an organisation of that name.
    func add(
        _ name: String, startsGroup: Bool = true
    ) -> Awaited<WriteOutcome<ID<Organisation>>> {
        let outcome = Awaited<WriteOutcome<ID<Organisation>>>()
        write(as: .anonymous, startsGroup: startsGroup) { (write: inout Write) throws(Refusal) in
            let made = Organisation(
                id: write.nextID(), createdAt: write.now,
                profile: .init(name: name, kind: .public), state: .active)
            write.note("test.add", .organisation(made))
            return made.id
        } completion: {
            outcome.bring($0)
        }
        return outcome
    }

    /// Starts a write that is refused, with the names that it saw.
    func refuse(startsGroup: Bool = true) -> Awaited<WriteOutcome<Int>> {
        let outcome = Awaited<WriteOutcome<Int>>()
        write(as: .anonymous, startsGroup: startsGroup) {
            (write: inout Write) throws(Refusal) -> Int in
            let names = write.view.state.names.sorted().joined(separator: ",")
            throw Refusal(.notAllowed, values: ["names": names])
        } completion: {
            outcome.bring($0)
        }
        return outcome
    }

    /// Starts a write that changes nothing, with the names that it saw.
    func look() -> Awaited<WriteOutcome<Set<String>>> {
        let outcome = Awaited<WriteOutcome<Set<String>>>()
        write(as: .anonymous) { (write: inout Write) throws(Refusal) in
            write.view.state.names
        } completion: {
            outcome.bring($0)
        }
        return outcome
    }

    /// Adds and waits; whether it is durable.
    @discardableResult
    func addAndWait(_ name: String) -> Bool {
        if case .durable = add(name).wait() { true } else { false }
    }

    func snapshotAndWait() -> Result<StoreSnapshot, StoreError>? {
        let result = Awaited<Result<StoreSnapshot, StoreError>>()
        snapshot { result.bring($0) }
        return result.wait()
    }
}

extension State {
    /// The names of the organisations.
    var names: Set<String> { Set(organisations.values.map(\.value.profile.name)) }
}

extension WriteOutcome {
    var isUnavailable: Bool { if case .unavailable = self { true } else { false } }
}
