import Glibc
import Storage
import StorageTesting

/// A disk that says yes to one kind of sync and does not do it: what a store does on it is what a
/// store would do that left the sync out.
struct ForgetfulDisk: FileSystem {
    let disk: SimulatedDisk
    let forgotten: SimulatedDisk.Call

    func open(_ path: String, flags: Int32, mode: mode_t) throws(SystemCallError) -> Int32 {
        try disk.open(path, flags: flags, mode: mode)
    }

    func close(_ descriptor: Int32) { disk.close(descriptor) }

    func size(of descriptor: Int32) throws(SystemCallError) -> Int {
        try disk.size(of: descriptor)
    }

    func modificationTime(of descriptor: Int32) throws(SystemCallError) -> Int64 {
        try disk.modificationTime(of: descriptor)
    }

    func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        try disk.read(descriptor, into: buffer, at: offset)
    }

    func write(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        try disk.write(descriptor, bytes, at: offset)
    }

    func isForgotten(_ descriptor: Int32) throws(SystemCallError) -> Bool {
        try disk.isForgotten(descriptor)
    }

    func truncate(_ descriptor: Int32, to size: Int) throws(SystemCallError) {
        try disk.truncate(descriptor, to: size)
    }

    func writeBack(_ descriptor: Int32, _ range: Range<Int>) throws(SystemCallError) {
        try disk.writeBack(descriptor, range)
    }

    func synchroniseData(of descriptor: Int32) throws(SystemCallError) {
        if forgotten != .synchroniseData { try disk.synchroniseData(of: descriptor) }
    }

    func synchronise(_ descriptor: Int32) throws(SystemCallError) {
        if forgotten != .synchronise { try disk.synchronise(descriptor) }
    }

    func lock(_ descriptor: Int32) throws(SystemCallError) { try disk.lock(descriptor) }

    func unlock(_ descriptor: Int32) { disk.unlock(descriptor) }

    func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        try disk.rename(path, to: newPath)
    }

    func remove(_ path: String) throws(SystemCallError) { try disk.remove(path) }

    func makeFolder(_ path: String, mode: mode_t) throws(SystemCallError) {
        try disk.makeFolder(path, mode: mode)
    }

    func removeFolder(_ path: String) throws(SystemCallError) { try disk.removeFolder(path) }

    func names(in path: String) throws(SystemCallError) -> [String] {
        try disk.names(in: path)
    }
}
