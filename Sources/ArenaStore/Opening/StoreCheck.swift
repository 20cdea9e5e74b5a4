import ArenaCore
import Storage

/// What a start would find in a data folder, and do; made by reading alone.
package struct StoreCheck: Sendable, Equatable {
    /// Whether a store would start there, and the audit log is as it was written.
    package let isGood: Bool
    /// The report for people, line by line.
    package let lines: [String]

    /// Reads the folder at `path` whole, as recovery does; needs no lock. While a server writes
    /// there, the end of its journal may look unfinished.
    package init(of path: String, fileSystem: any FileSystem = SystemFileSystem()) {
        do {
            let folder = try Folder(path, fileSystem: fileSystem)
            let found = try RecoveredState(in: folder)
            let audit = found.report.isFresh ? nil : try AuditCheck(found, in: folder)
            let lines = Self.lines(of: found, audit)
            self.lines = (audit?.faults ?? []) + lines
            isGood = audit?.faults.isEmpty ?? true
        } catch let error as StorageError {
            lines = [StoreError(error).description]
            isGood = false
        } catch {
            lines = ["a store would not start in \(path): \(error)"]
            isGood = false
        }
    }

    static func lines(of found: RecoveredState, _ audit: AuditCheck? = nil) -> [String] {
        let report = found.report
        guard let storeID = report.storeID else {
            return report.notes + ["no store here yet: a start would make one"]
        }
        var lines = ["store \(storeID)"]
        if let generation = report.snapshotGeneration {
            lines.append(
                "snapshot of generation \(generation): \(report.snapshotRecordCount) records, good")
        } else {
            lines.append("no snapshot to use: all is read from the journals")
        }
        lines.append(
            "journals: \(report.journalCount) with \(report.journalRecordCount) changes "
                + "in \(report.journalByteCount) bytes, good")
        lines += report.notes
        lines += report.tails.filter { $0.byteCount > 0 }.map(Self.line)
        lines += audit?.lines ?? []
        lines += found.state.counts.map { "\($0.name): \($0.count)" }
        lines.append(
            "a start would go on after position \(report.position) "
                + "with generation \(report.nextGeneration)")
        return lines
    }

    private static func line(of tail: RecoveryReport.Tail) -> String {
        let reason =
            switch tail.reason {
            case .torn: "were never acknowledged"
            case .voided: "were refused, and a later journal goes on instead"
            }
        return "\(tail.file), byte \(tail.byteOffset), position \(tail.position): "
            + "\(tail.byteCount) bytes \(reason); a start would keep them aside and go on without"
    }
}

extension State {
    /// How many there are of each kind.
    fileprivate var counts: [(name: String, count: Int)] {
        var terms = 0
        var organisations = 0
        var tokens = 0
        var arenas = 0
        var memberships = 0
        var posts = 0
        var revisions = 0
        var adoptions = 0
        var comments = 0
        var followUps = 0
        var events = 0
        var attendances = 0
        var reports = 0
        var releases = 0
        var webhooks = 0
        var deliveries = 0
        var notices = 0
        var replies = 0
        contents { effect in
            switch effect {
            case .term: terms += 1
            case .organisation: organisations += 1
            case .token: tokens += 1
            case .arena: arenas += 1
            case .membership: memberships += 1
            case .post: posts += 1
            case .postRevision: revisions += 1
            case .adoption: adoptions += 1
            case .comment: comments += 1
            case .followUp: followUps += 1
            case .event: events += 1
            case .attendance: attendances += 1
            case .report: reports += 1
            case .release: releases += 1
            case .webhook: webhooks += 1
            case .delivery: deliveries += 1
            case .notice: notices += 1
            case .reply: replies += 1
            case .organisationRemoved, .organisationErased, .tokenRemoved, .arenaRemoved,
                .arenaPurged, .arenaMerged, .membershipRemoved, .postRemoved, .adoptionRemoved,
                .commentRemoved, .followUpRemoved, .eventRemoved, .attendanceRemoved,
                .webhookRemoved, .reportRemoved, .releaseRemoved, .reading, .eventReading,
                .auditExpired, .repliesExpired, .noticesFrom:
                break
            }
        }
        return [
            ("codes changed here", terms), ("organisations", organisations), ("tokens", tokens),
            ("arenas", arenas),
            ("memberships", memberships), ("posts", posts), ("earlier revisions", revisions),
            ("adoptions", adoptions), ("comments", comments), ("follow-ups", followUps),
            ("events", events), ("attendances", attendances), ("reports", reports),
            ("release requests", releases), ("webhooks", webhooks), ("deliveries", deliveries),
            ("notices", notices), ("replies to repeat", replies),
        ]
    }
}
