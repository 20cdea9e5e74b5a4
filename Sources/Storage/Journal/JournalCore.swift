import Dispatch
import Glibc
import Synchronization

/// What the writer thread and its handle share; the thread does not keep the handle alive.
final class JournalCore: Sendable {
    typealias RotationCompletion = @Sendable (Result<JournalSwitch, StorageError>) -> Void

    private struct Requests: Sendable {
        var rotations: [RotationCompletion] = []
        var isClosed = false
    }

    let path: String
    private let requests = Mutex(Requests())
    private let status: Mutex<JournalStatus>
    private let semaphore = DispatchSemaphore(value: 0)
    private let isAwake = Atomic<Bool>(false)

    init(status: JournalStatus, path: String) {
        self.status = Mutex(status)
        self.path = path
    }

    var currentStatus: JournalStatus { status.withLock { $0 } }

    func wake() {
        // One count is enough for any number of signals before the writer looks.
        if !isAwake.exchange(true, ordering: .acquiringAndReleasing) { semaphore.signal() }
    }

    /// False after `closeRequests`; otherwise `completion` will be called on the writer thread.
    func requestRotation(_ completion: @escaping RotationCompletion) -> Bool {
        let isAccepted = requests.withLock { requests in
            if requests.isClosed { return false }
            requests.rotations.append(completion)
            return true
        }
        if isAccepted { wake() }
        return isAccepted
    }

    func closeRequests() {
        requests.withLock { $0.isClosed = true }
        wake()
    }

    func startThread(_ writer: JournalWriter) throws(StorageError) -> pthread_t {
        let start = Unmanaged.passRetained(Start(core: self, writer: writer))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                start.core.run(start.writer)
                return nil
            }, start.toOpaque())
        if code != 0 {
            start.release()
            throw StorageError("start a thread for", path, SystemCallError(code: code))
        }
        return thread
    }

    private func run(_ initialWriter: JournalWriter) {
        var writer = initialWriter
        var isClosed = false
        while !isClosed {
            semaphore.wait()
            // Before looking: whatever comes after this wakes the thread again.
            isAwake.store(false, ordering: .sequentiallyConsistent)
            let present = requests.withLock { requests in
                let present = requests
                requests.rotations.removeAll()
                return present
            }
            isClosed = present.isClosed
            writer.commit(publish: publish)
            for completion in present.rotations {
                let result = writer.rotate()
                publish(writer.status)
                completion(result)
            }
        }
        writer.finish()
    }

    private func publish(_ newStatus: JournalStatus) {
        status.withLock { $0 = newStatus }
    }

    /// What the thread is given to start with.
    private final class Start: Sendable {
        let core: JournalCore
        let writer: JournalWriter

        init(core: JournalCore, writer: JournalWriter) {
            self.core = core
            self.writer = writer
        }
    }
}
