import Dispatch
import StorageTesting
import Synchronization

/// Holds calls of a disk until they are let through, one by one.
final class SyncGate: Sendable {
    private let isHolding = Atomic<Bool>(true)
    private let reached = DispatchSemaphore(value: 0)
    private let passes = DispatchSemaphore(value: 0)

    /// To be called from the fault of a disk.
    func pass() {
        if !isHolding.load(ordering: .acquiring) { return }
        reached.signal()
        passes.wait()
    }

    /// Waits until a call stands at the gate.
    func waitForCall() -> Bool { reached.wait(timeout: .now() + 120) == .success }

    /// Ends the wait for a call, where none will come.
    func waitNoMore() { reached.signal() }

    /// Lets one call through.
    func letOneThrough() { passes.signal() }

    /// Lets all through from now on, one that stands there included.
    func open() {
        isHolding.store(false, ordering: .releasing)
        passes.signal()
    }

    /// A disk that holds every sync of a journal's records.
    func disk() -> SimulatedDisk {
        SimulatedDisk { [self] call, _, _ in
            if call == .synchroniseData { pass() }
            return nil
        }
    }
}
