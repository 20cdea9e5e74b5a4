import ArenaCore
import ArenaStore
import Dispatch
import Synchronization
import Telemetry

/// The store as the commands use it: in this process alone, one thing after another.
extension Store {
    /// Opens the store that the settings name.
    static func open(
        _ settings: Settings, log: Log, committed: (@Sendable (CommittedChanges) -> Void)? = nil
    ) throws(CommandFailure) -> Store {
        do {
            return try Store(settings.store, log: log, committed: committed)
        } catch let error as StoreError {
            throw CommandFailure(error)
        } catch {
            throw CommandFailure(.software, "cannot open \(settings.dataFolder): \(error)")
        }
    }

    /// Makes a token on behalf of whoever runs this machine, and waits until it is durable.
    func create(_ draft: TokenDraft, secret: TokenSecret) throws(CommandFailure) -> Token {
        let outcome = waitForWrite { (write: inout Write) throws(Refusal) in
            if case .organisation(let id) = draft.owner, write.view.organisation(id) == nil {
                throw Refusal(.notFound, values: ["id": "\(id)"])
            }
            return try write.createToken(draft, secret: secret)
        }
        switch outcome {
        case .durable(let token, _, _): return token
        case .refused(let refusal, _): throw CommandFailure(refusal)
        case .unavailable:
            throw CommandFailure(
                .inputOutput, "cannot write the token: \(status.failure ?? "the store is busy")")
        }
    }

    private func waitForWrite<Value: Sendable>(
        _ body: (inout Write) throws(Refusal) -> Value
    ) -> WriteOutcome<Value> {
        let result = Mutex<WriteOutcome<Value>>(.unavailable)
        let done = DispatchSemaphore(value: 0)
        withoutActuallyEscaping(body) { body in
            write(as: .machine, body) { outcome in
                result.withLock { $0 = outcome }
                done.signal()
            }
        }
        done.wait()
        return result.withLock { $0 }
    }
}

extension Viewer {
    /// Whoever may run commands on the machine itself: an admin without a token.
    static let machine = Viewer(
        standing: .admin, token: nil, scopes: [.admin], arenas: nil, isActive: true)
}
