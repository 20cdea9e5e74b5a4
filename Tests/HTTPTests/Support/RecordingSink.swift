import HTTP
import Synchronization

/// A sink that notes what it gets and decides by a closure.
final class RecordingSink: HTTPBodySink, Sendable {
    struct Record {
        var content: [UInt8] = []
        var isFinished = false
        var isCancelled = false
    }

    let record = Mutex(Record())
    private let decide: @Sendable ([UInt8]) -> HTTPSinkDecision
    private let whenResumed: @Sendable () -> HTTPSinkDecision
    private let whenCancelled: @Sendable () -> Void

    init(
        decide: @escaping @Sendable ([UInt8]) -> HTTPSinkDecision = { _ in .more },
        whenResumed: @escaping @Sendable () -> HTTPSinkDecision = { .more },
        whenCancelled: @escaping @Sendable () -> Void = {}
    ) {
        self.whenResumed = whenResumed
        self.whenCancelled = whenCancelled
        self.decide = decide
    }

    func receive(_ chunk: UnsafeRawBufferPointer) -> HTTPSinkDecision {
        decide(
            record.withLock {
                $0.content += chunk
                return $0.content
            })
    }

    func resume() -> HTTPSinkDecision { whenResumed() }

    func finish() -> HTTPAnswer {
        .now(
            HTTPResponse(
                text: "finished ",
                record.withLock {
                    $0.isFinished = true
                    return $0.content
                }))
    }

    func cancel() {
        record.withLock { $0.isCancelled = true }
        whenCancelled()
    }
}
