import Glibc
import Storage
import StorageTesting
import Synchronization
import Telemetry

@testable import ArenaCore
@testable import ArenaStore

/// A store and a plain model of what it must hold, taken through writes, snapshots, restarts,
/// failing disks and power cuts by chance.
///
/// All chance comes from the seed, and the store never has two things to do at once that would
/// race for the disk, so that a seed does the same again.
struct Simulation {
    /// A promise that the store broke.
    struct Violation: Error, CustomStringConvertible {
        let description: String
    }

    /// One write that was begun.
    private struct Begun {
        let steps: [PlainModel.Step]
        /// What its body saw; nil where it was not run.
        let seen: PlainModel?
        /// Whether the audit log is to have an entry of it.
        let isAudited: Bool
        let outcome: Awaited<WriteOutcome<Void>>

        var makesChange: Bool { seen != nil && !steps.isEmpty }
    }

    private var random: SeededRandom
    private var disk = SimulatedDisk()
    private var fault: SimulatedDisk.Fault?
    private var store: Store
    private let mending = Mending()
    private let fileSystem: @Sendable (SimulatedDisk) -> any FileSystem
    /// All that was acknowledged.
    private(set) var model = PlainModel()
    /// What was written since and not acknowledged: some of it in a row may turn up after a crash.
    private var unsure: [Begun] = []
    /// The positions of the changes of which the audit log must have an entry.
    private var audited: [UInt64] = []
    private(set) var writeCount = 0

    init(
        seed: UInt64,
        on fileSystem: @escaping @Sendable (SimulatedDisk) -> any FileSystem = { $0 }
    ) throws {
        random = SeededRandom(seed: seed)
        self.fileSystem = fileSystem
        store = try Self.open(disk, fileSystem, mending.log)
    }

    /// Throws the first violation.
    mutating func run(_ count: Int) throws {
        for number in 0..<count {
            do {
                switch Int.random(in: 0..<100, using: &random) {
                case 0..<60: try write()
                case 60..<68: _ = store.snapshotAndWait()
                case 68..<82: try failAndMend()
                case 82..<88: try restart()
                default: try losePower()
                }
            } catch let violation as Violation {
                store.close()
                throw Violation(description: "action \(number): \(violation)")
            }
        }
        try restart()
        store.close()
        try checkWholeAudit()
    }

    private static func open(
        _ disk: SimulatedDisk, _ fileSystem: (SimulatedDisk) -> any FileSystem, _ log: Log
    ) throws -> Store {
        let fileSystem = fileSystem(disk)
        return try Store(
            .test(disk) { configuration in
                configuration.fileSystem = fileSystem
                // Only what is asked for: an attempt of its own would come at any time.
                configuration.retryDelay = .seconds(600)
            }, log: log)
    }

    private mutating func chance(_ count: Int) -> Bool {
        Int.random(in: 0..<count, using: &random) == 0
    }
}

// MARK: Writes

extension Simulation {
    /// Begins some writes, in one group or two, and hears what became of them.
    private mutating func write() throws {
        let mends = store.status.snapshotFailure == nil
        mending.forget()
        var begun = beginSome()
        if chance(3) {
            begun += beginMore(after: begun)
        } else {
            start(begun)
        }
        for one in begun { try settle(one) }
        if mends, isHalted { try mending.wait() }
        // The journal may still have to see that what it was told of is given up.
        if !unsure.isEmpty { _ = store.snapshotAndWait() }
        let state = PlainModel(store.state)
        if state != model { throw Violation(description: "the state is not what was answered") }
    }

    /// Begins further writes while the first are being written.
    private mutating func beginMore(after first: [Begun]) -> [Begun] {
        guard let change = first.first(where: \.makesChange) else { return [] }
        let gate = SyncGate()
        disk.setFault { [fault] call, path, number in
            if call == .write, path.contains("journal-") { gate.pass() }
            return fault?(call, path, number)
        }
        change.outcome.whenThere { gate.waitNoMore() }
        start(first)
        _ = gate.waitForCall()
        let more = beginSome()
        start(more)
        gate.open()
        return more
    }

    /// Only where there is something to write: the journal would look for it at any time.
    private func start(_ begun: [Begun]) {
        if begun.contains(where: \.makesChange) { store.startGroup() }
    }

    private mutating func beginSome() -> [Begun] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in begin() }
    }

    /// Whether writes are turned away until a snapshot mends the journal.
    private var isHalted: Bool {
        var isRun = false
        store.write(as: .anonymous) { (_: inout Write) throws(Refusal) in
            isRun = true
        } completion: { _ in
        }
        return !isRun
    }

    private mutating func begin() -> Begun {
        writeCount += 1
        let kind = Int.random(in: 0..<10, using: &random)
        let count = kind < 2 ? 0 : Int.random(in: 1...4, using: &random)
        let steps = (0..<count).map { _ in PlainModel.Step.random(&random) }
        let outcome = Awaited<WriteOutcome<Void>>()
        var seen: PlainModel?
        var isAudited = false
        store.write(as: .anonymous, startsGroup: false) { (write: inout Write) throws(Refusal) in
            let model = PlainModel(write.view.state)
            seen = model
            if kind == 0 { throw Refusal(.notAllowed) }
            for effect in model.effects(of: steps) { write.note("test.simulate", effect) }
            isAudited =
                write.change.flatMap { AuditEntry($0, at: 1, to: write.view.state) } != nil
        } completion: {
            outcome.bring($0)
        }
        return Begun(steps: steps, seen: seen, isAudited: isAudited, outcome: outcome)
    }

    private mutating func settle(_ begun: Begun) throws {
        switch begun.outcome.wait() {
        case nil: throw Violation(description: "a write was not answered")
        case .unavailable:
            if begun.makesChange { unsure.append(begun) }
        case .refused, .durable:
            // In order: what came before it and was acknowledged, and nothing else.
            if begun.seen != model {
                throw Violation(description: "a write was decided by what is not there")
            }
            if !begun.steps.isEmpty { acknowledge(begun) }
            unsure = []
        }
    }

    private mutating func acknowledge(_ begun: Begun) {
        model.apply(begun.steps)
        if begun.isAudited { audited.append(model.position) }
    }
}

// MARK: Faults

extension Simulation {
    private mutating func failAndMend() throws {
        setFault(transientFault())
        try write()
        if chance(3) { _ = store.snapshotAndWait() }
        setFault(nil)
        for _ in 0..<4 {
            try write()
            if store.status.failure == nil { return }
            _ = store.snapshotAndWait()
        }
        throw Violation(description: "writing does not work again: \(store.status)")
    }

    private mutating func setFault(_ fault: SimulatedDisk.Fault?) {
        self.fault = fault
        disk.setFault(fault)
    }

    /// One to three calls of a kind fail, after some that do not.
    private mutating func transientFault() -> SimulatedDisk.Fault {
        let calls: [SimulatedDisk.Call] = [
            .write, .write, .synchroniseData, .synchroniseData, .synchronise, .open, .rename,
            .remove, .truncate,
        ]
        let failing = calls[Int.random(in: 0..<calls.count, using: &random)]
        let first = Int.random(in: 0..<4, using: &random)
        let last = first + Int.random(in: 0..<3, using: &random)
        let code = chance(2) ? ENOSPC : EIO
        let byteCount = Int.random(in: 0..<200, using: &random)
        let isShort = chance(4)
        let seen = Mutex(0)
        return { call, _, _ in
            guard call == failing else { return nil }
            let number = seen.withLock { seen in
                defer { seen += 1 }
                return seen
            }
            guard (first...last).contains(number) else { return nil }
            if call != .write { return .error(code) }
            return isShort ? .short(max(1, byteCount)) : .partial(byteCount, code)
        }
    }

    private mutating func restart() throws {
        store.close()
        store = try opened(after: "a restart")
        try adopt()
    }

    /// The power fails at some call, of a start too, and more than once.
    private mutating func losePower() throws {
        failPower(within: 60)
        for _ in 0..<Int.random(in: 1...4, using: &random) { try writeInTheDark() }
        if chance(2) { _ = store.snapshotAndWait() }
        store.close()
        cutPower()
        for _ in 0..<3 where chance(3) {
            try startInTheDark()
            cutPower()
        }
        store = try opened(after: "a power cut")
        try adopt()
    }

    private mutating func startInTheDark() throws {
        failPower(within: 40)
        guard let opened = try? Self.open(disk, fileSystem, mending.log) else { return }
        store = opened
        try adopt()
        try writeInTheDark()
        store.close()
    }

    /// Writes while the power may be gone: what it shows is seen by nobody.
    private mutating func writeInTheDark() throws {
        let begun = beginSome()
        start(begun)
        for one in begun { try settle(one) }
    }

    private mutating func failPower(within count: Int) {
        let failing = disk.callCount + Int.random(in: 1...count, using: &random)
        setFault { call, _, number in
            if number < failing { return nil }
            return call == .write && number == failing ? .partial(40, EIO) : .error(EIO)
        }
    }

    private mutating func cutPower() {
        let cuts = SimulatedDisk.PowerCut.allCases
        let cut = cuts[Int.random(in: 0..<cuts.count, using: &random)]
        disk = disk.afterPowerCut(cut, &random)
        fault = nil
    }

    private func opened(after event: String) throws -> Store {
        do {
            return try Self.open(disk, fileSystem, mending.log)
        } catch {
            throw Violation(description: "no start after \(event): \(error)")
        }
    }

    /// Finds what was acknowledged, with or without what a crash left open.
    private mutating func adopt() throws {
        let found = PlainModel(store.state)
        defer { unsure = [] }
        if found == model { return try checkAudit() }
        for start in unsure.indices {
            var possible = self
            for begun in unsure[start...] {
                possible.acknowledge(begun)
                if found == possible.model {
                    model = found
                    audited = possible.audited
                    return try checkAudit()
                }
            }
        }
        throw Violation(
            description: "position \(found.position) was found, \(model.position) acknowledged "
                + "and \(unsure.count) open, or their contents differ")
    }
}

// MARK: The audit log

extension Simulation {
    /// After a start its files end with the entry of the last change that has one.
    private func checkAudit() throws {
        // The power may have failed behind the start, which is no matter to whoever looks here.
        disk.setFault(nil)
        defer { disk.setFault(fault) }
        let files = ChainFiles(AuditLog.stem, in: try Folder("/data", fileSystem: disk))
        var last: (sequence: Int, position: UInt64)?
        _ = try ChainReader(files).backwards(
            from: .init(segment: .max, offset: .max), byteCountMax: 1
        ) { line in
            last = (try? AuditLine(line)).map { ($0.sequence, $0.entry.position) }
            return false
        }
        if last?.sequence ?? 0 != audited.count || last?.position != audited.last {
            throw Violation(
                description: "the audit log ends with \(String(describing: last)), "
                    + "\(audited.count) entries are due")
        }
    }

    /// They have an entry of every change, in order, in a chain without a fault.
    private func checkWholeAudit() throws {
        let check = StoreCheck(of: "/data", fileSystem: disk)
        if !check.isGood { throw Violation(description: "the check says \(check.lines)") }
        let found = try ChainFiles.auditLines(on: disk).map(\.entry.position)
        if found != audited {
            throw Violation(
                description: "the audit log has \(found.count) entries, \(audited.count) are due")
        }
    }
}

extension ChainFiles {
    /// All entries that the files have, oldest first.
    static func auditLines(on disk: SimulatedDisk) throws -> [AuditLine] {
        let files = ChainFiles(AuditLog.stem, in: try Folder("/data", fileSystem: disk))
        return try files.segments().flatMap { segment in
            try disk.bytes(of: files.folder.path(of: files.name(segment)))
                .split(separator: 0x0a).map { try $0.withUnsafeBytes { try AuditLine($0) } }
        }
    }
}
