import Storage
import Synchronization
import Telemetry

/// What follows from what became of each group; on the journal's thread.
struct JournalOutcomes: Sendable {
    let ledger: Ledger
    let snapshots: Snapshots
    let log: Log

    func receive(_ outcome: JournalOutcome) {
        switch outcome {
        case .durable:
            if ledger.commit() { log.notice("writing works again") }
            snapshots.journalGrew()
        case .refused(let error):
            giveUp(error, isHalted: false)
        case .broken(let error):
            giveUp(error, isHalted: true)
        }
    }

    private func giveUp(_ error: StorageError, isHalted: Bool) {
        let reason = StoreError(error).description
        ledger.giveUp(because: reason, isHalted: isHalted) { isFirst in
            if isFirst { log.error("changes refused", ["reason": .string(reason)]) }
            // Whoever hears that nothing is written finds it being mended.
            if isHalted { snapshots.journalBroke() }
        }
    }
}
