import Glibc
import Synchronization

import Storage

/// A disk in memory that can fail at any call and lose power at any call.
///
/// It keeps what was written and what was synced apart, for bytes and for names.
package final class SimulatedDisk: FileSystem {
    package enum Call: String, Sendable, CaseIterable {
        case open, read, write, truncate, synchroniseData, synchronise, lock, rename, remove
        case makeFolder, removeFolder, names, size, writeBack, isForgotten
    }

    /// What a power cut leaves of the unsynced.
    package enum PowerCut: Sendable, CaseIterable {
        /// Nothing unsynced is left.
        case everythingLost
        /// Everything is left, as after kill -9.
        case nothingLost
        /// All names, but of the unsynced bytes only zeros.
        case namesKeptDataZeroed
        /// All names, but files end at their synced size.
        case namesKeptDataCut
        /// All unsynced bytes, but no unsynced name.
        case dataKeptNamesLost
        /// Each sector, each file's size and each change of names by chance.
        case byChance
    }

    package struct Content: Sendable, Equatable {
        package var bytes: [UInt8] = []
        package var synced: [UInt8] = []
        /// The descriptor by which it is locked.
        package var lockHolder: Int32?
    }

    /// Names that change at once: to an inode, or to nothing.
    package typealias NameChange = [String: Int?]

    package struct State: Sendable {
        package var inodes: [Int: Content] = [:]
        package var names: [String: Int] = [:]
        package var syncedNames: [String: Int] = [:]
        /// Every change of names since the last sync of the folder.
        package var nameChanges: [NameChange] = []
        /// Every folder that was renamed since the last sync of its parent.
        package var folderRenames: [FolderRename] = []
        package var folders: Set<String> = ["/"]
        package var syncedFolders: Set<String> = ["/"]
        package var open: [Int32: (inode: Int?, folder: String?)] = [:]
        package var nextDescriptor: Int32 = 100
        package var nextInode = 1
        package var counts: [Call: Int] = [:]
        package var callCount = 0

        package init() {}
    }

    package typealias Fault = @Sendable (_ call: Call, _ path: String, _ number: Int) -> FaultKind?

    package enum FaultKind: Sendable {
        case error(Int32)
        /// A write that takes only so many bytes and reports it.
        case short(Int)
        /// A write that takes so many bytes and then reports an error.
        case partial(Int, Int32)
    }

    private let state: Mutex<State>
    private let fault: Mutex<Fault?>
    private let paths = Mutex<[Int32: String]>([:])

    package init(_ state: State = State(), fault: Fault? = nil) {
        self.state = Mutex(state)
        self.fault = Mutex(fault)
    }

    package var snapshot: State { state.withLock { $0 } }

    package func setFault(_ newFault: Fault?) {
        fault.withLock { $0 = newFault }
    }

    package func count(_ call: Call) -> Int { state.withLock { $0.counts[call, default: 0] } }
    package var callCount: Int { state.withLock { $0.callCount } }

    /// Counts the call and asks the fault, outside every lock.
    private func enter(_ call: Call, _ path: String) throws(SystemCallError) -> FaultKind? {
        let number = state.withLock { state in
            state.counts[call, default: 0] += 1
            state.callCount += 1
            return state.callCount
        }
        let kind = fault.withLock { $0 }?(call, path, number)
        if case .error(let code) = kind { throw SystemCallError(code: code) }
        return kind
    }

    private func path(_ descriptor: Int32) -> String {
        paths.withLock { $0[descriptor] ?? "?" }
    }

    package func open(_ path: String, flags: Int32, mode: mode_t) throws(SystemCallError) -> Int32 {
        _ = try enter(.open, path)
        let result: Result<Int32, SystemCallError> = state.withLock { state in
            let descriptor = state.nextDescriptor
            if flags & O_DIRECTORY != 0 {
                guard state.folders.contains(path) else { return .failure(.init(code: ENOENT)) }
                state.open[descriptor] = (nil, path)
            } else if let inode = state.names[path] {
                if flags & O_EXCL != 0 { return .failure(.init(code: EEXIST)) }
                state.open[descriptor] = (inode, nil)
            } else {
                guard flags & O_CREAT != 0 else { return .failure(.init(code: ENOENT)) }
                state.inodes[state.nextInode] = Content()
                state.change([path: state.nextInode])
                state.open[descriptor] = (state.nextInode, nil)
                state.nextInode += 1
            }
            state.nextDescriptor += 1
            return .success(descriptor)
        }
        let descriptor = try result.get()
        paths.withLock { $0[descriptor] = path }
        return descriptor
    }

    package func close(_ descriptor: Int32) {
        unlock(descriptor)
        state.withLock { state in
            state.open[descriptor] = nil
        }
    }

    package func unlock(_ descriptor: Int32) {
        state.withLock { state in
            guard let inode = state.open[descriptor]?.inode,
                state.inodes[inode]?.lockHolder == descriptor
            else { return }
            state.inodes[inode]?.lockHolder = nil
        }
    }

    package func size(of descriptor: Int32) throws(SystemCallError) -> Int {
        _ = try enter(.size, path(descriptor))
        return state.withLock { state in
            guard let inode = state.open[descriptor]?.inode else { return 0 }
            return state.inodes[inode]?.bytes.count ?? 0
        }
    }

    /// This disk has no clock: always 1970.
    package func modificationTime(of descriptor: Int32) throws(SystemCallError) -> Int64 {
        _ = try enter(.size, path(descriptor))
        return 0
    }

    package func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        _ = try enter(.read, path(descriptor))
        let bytes: [UInt8] = state.withLock { state in
            guard let inode = state.open[descriptor]?.inode else { return [] }
            return Array((state.inodes[inode]?.bytes ?? []).dropFirst(offset).prefix(buffer.count))
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    package func write(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        let kind = try enter(.write, path(descriptor))
        var taken = Array(bytes)
        var failure: SystemCallError?
        switch kind {
        case .short(let count): taken = Array(taken.prefix(count))
        case .partial(let count, let code):
            taken = Array(taken.prefix(count))
            failure = SystemCallError(code: code)
        case .error, nil: break
        }
        let written = taken
        state.withLock { state in
            guard let inode = state.open[descriptor]?.inode else { return }
            state.inodes[inode]?.put(written, at: offset)
        }
        if let failure { throw failure }
        return written.count
    }

    package func isForgotten(_ descriptor: Int32) throws(SystemCallError) -> Bool {
        _ = try enter(.isForgotten, path(descriptor))
        return state.withLock { state in
            guard let inode = state.open[descriptor]?.inode else { return false }
            return !state.names.values.contains(inode)
                && state.open.values.filter { $0.inode == inode }.count == 1
        }
    }

    package func truncate(_ descriptor: Int32, to size: Int) throws(SystemCallError) {
        _ = try enter(.truncate, path(descriptor))
        state.withLock { state in
            guard let inode = state.open[descriptor]?.inode else { return }
            state.inodes[inode]?.resize(to: size)
        }
    }

    package func writeBack(_ descriptor: Int32, _ range: Range<Int>) throws(SystemCallError) {
        _ = try enter(.writeBack, path(descriptor))
    }

    package func synchroniseData(of descriptor: Int32) throws(SystemCallError) {
        _ = try enter(.synchroniseData, path(descriptor))
        synchroniseContent(descriptor)
    }

    package func synchronise(_ descriptor: Int32) throws(SystemCallError) {
        _ = try enter(.synchronise, path(descriptor))
        synchroniseContent(descriptor)
    }

    private func synchroniseContent(_ descriptor: Int32) {
        state.withLock { state in
            guard let handle = state.open[descriptor] else { return }
            if let inode = handle.inode {
                let bytes = state.inodes[inode]?.bytes ?? []
                state.inodes[inode]?.synced = bytes
            } else if handle.folder == "/" {
                state.synchroniseFolders()
            } else {
                state.synchroniseNames()
            }
        }
    }

    package func lock(_ descriptor: Int32) throws(SystemCallError) {
        _ = try enter(.lock, path(descriptor))
        let isFree = state.withLock { state in
            guard let inode = state.open[descriptor]?.inode,
                let content = state.inodes[inode], content.lockHolder == nil
            else { return false }
            state.inodes[inode]?.lockHolder = descriptor
            return true
        }
        if !isFree { throw SystemCallError(code: EWOULDBLOCK) }
    }

    package func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        _ = try enter(.rename, path)
        let code: Int32? = state.withLock { state in
            if state.folders.contains(path) { return state.renameFolder(path, to: newPath) }
            guard let inode = state.names[path] else { return ENOENT }
            state.change([path: nil, newPath: inode])
            return nil
        }
        if let code { throw SystemCallError(code: code) }
    }

    package func remove(_ path: String) throws(SystemCallError) {
        _ = try enter(.remove, path)
        let isDone = state.withLock { state in
            if state.names[path] == nil { return false }
            state.change([path: nil])
            return true
        }
        if !isDone { throw SystemCallError(code: ENOENT) }
    }

    package func makeFolder(_ path: String, mode: mode_t) throws(SystemCallError) {
        _ = try enter(.makeFolder, path)
        let isNew = state.withLock { $0.folders.insert(path).inserted }
        if !isNew { throw SystemCallError(code: EEXIST) }
    }

    package func removeFolder(_ path: String) throws(SystemCallError) {
        _ = try enter(.removeFolder, path)
        let code: Int32? = state.withLock { state in
            if state.isFilled(path) { return ENOTEMPTY }
            return state.folders.remove(path) == nil ? ENOENT : nil
        }
        if let code { throw SystemCallError(code: code) }
    }

    package func names(in path: String) throws(SystemCallError) -> [String] {
        _ = try enter(.names, path)
        return state.withLock { state in
            state.names.keys.filter { $0.hasPrefix(path + "/") }
                .map { String($0.dropFirst(path.count + 1)) }.sorted()
        }
    }
}
