import ArenaCore
import ArenaStore
import Dispatch
import Telemetry

/// What a server does every day for as long as it runs: what was kept long enough goes
/// (CONVENTIONS §18).
///
/// Answers to requests that may come again, after a day; entries of the audit log, after the months
/// of the settings; and, by a snapshot, what was erased since the one before the last.
final class DailyJob: Sendable {
    private let store: Store
    /// 0 is for ever.
    private let auditMonths: Int
    private let log: Log
    private let queue = DispatchQueue(label: "arena.daily", qos: .utility)

    init(store: Store, auditMonths: Int, log: Log) {
        self.store = store
        self.auditMonths = auditMonths
        self.log = log
    }

    /// Looks for what is old now, and does the whole job every day from now on.
    func start() {
        expire {}
        schedule()
    }

    private func schedule() {
        queue.asyncAfter(deadline: .now() + .seconds(86_400)) { [weak self] in
            self?.run {}
            self?.schedule()
        }
    }

    /// Does it once; `completion` is called once, on some queue, when only a snapshot is still on
    /// its way.
    func run(completion: @escaping @Sendable () -> Void) {
        expire {
            // Where nothing was written since the last one, what was erased before it may still be
            // in the one before.
            _ = self.store.beginSnapshot()
            completion()
        }
    }

    private func expire(_ completion: @escaping @Sendable () -> Void) {
        store.write(as: .anonymous, secretIDs: 0) { (write: inout Write) throws(Refusal) in
            write.expireReplies()
        } completion: { outcome in
            if case .unavailable = outcome {
                self.log.warning("old answers stay", ["reason": "nothing can be written"])
            }
            self.expireAudit(completion)
        }
    }

    private func expireAudit(_ completion: @escaping @Sendable () -> Void) {
        guard auditMonths > 0, let day = store.now.day.back(months: auditMonths) else {
            return completion()
        }
        store.expireAudit(before: Timestamp(startOf: day)) { result in
            switch result {
            case .success(0): break
            case .success(let count):
                self.log.notice("audit entries expired", ["count": .integer(Int(clamping: count))])
            case .failure(let error):
                self.log.warning("old audit entries stay", ["reason": .string(error.description)])
            }
            completion()
        }
    }
}
