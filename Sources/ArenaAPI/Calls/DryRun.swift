import ArenaCore
import ArenaStore
import HTTP
import Synchronization

/// Writes that are tried on a copy of the state, each on top of those before it, and forgotten:
/// they meet every rule that a real one meets, nothing is stored and nobody else sees them.
///
/// The copy is of what was durable when the request came. From any thread.
final class DryRun: Sendable {
    private let write: Mutex<Write>

    init(_ call: Call) {
        write = Mutex(
            Write(
                call.view, limits: call.api.store.limits,
                ids: IDGenerator(seed: .random(in: 0 ... .max)), secrets: []))
    }

    /// What `body` gives, and the state as it would leave it.
    func attempt<Result: Sendable>(
        _ body: (inout Write) throws(Refusal) -> Result
    ) throws(Refusal) -> (result: Result, view: View) {
        try write.withLock { write throws(Refusal) in
            do throws(Refusal) {
                let result = try body(&write)
                write.settle()
                return (result, write.view)
            } catch {
                write.undo()
                throw error
            }
        }
    }
}

extension Call {
    /// Whether the caller wants to know what a write would do, and nothing more.
    var isDryRun: Bool { query.flag("dryRun") }

    /// The answer to a write that is only tried: what would be stored (CONVENTIONS §5).
    func tried<Result: Sendable>(
        _ body: (inout Write) throws(Refusal) -> Result, _ answer: (Result, View) -> HTTPResponse
    ) -> HTTPResponse {
        do throws(Refusal) {
            let (result, view) = try DryRun(self).attempt(body)
            return answer(result, view).ofDryRun
        } catch {
            return response(Problem(error))
        }
    }
}

extension HTTPResponse {
    /// The same where nothing has been made: at no address, and with no version to refer to.
    var ofDryRun: HTTPResponse {
        var dry = self
        if status == .created || status == .accepted { dry.status = .ok }
        dry.fields.remove("Location")
        dry.fields.remove("ETag")
        return dry
    }
}
