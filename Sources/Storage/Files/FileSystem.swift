import Glibc

/// The system calls that storage is made of; each method is one call, with its faults.
///
/// Nothing here retries: interrupted calls and short writes are the callers' business, so that a
/// test can make any single call fail. Methods are called from several threads at once.
public protocol FileSystem: Sendable {
    /// open(2). The flags always contain `O_CLOEXEC`.
    func open(_ path: String, flags: Int32, mode: mode_t) throws(SystemCallError) -> Int32
    /// close(2). Its result is of no use after a sync, and is ignored.
    func close(_ descriptor: Int32)
    /// fstat(2): the size in bytes.
    func size(of descriptor: Int32) throws(SystemCallError) -> Int
    /// fstat(2): when its bytes were last changed, in milliseconds since 1970.
    func modificationTime(of descriptor: Int32) throws(SystemCallError) -> Int64
    /// pread(2): how many bytes were read; 0 at the end of the file.
    func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int
    /// pwrite(2): how many bytes were written, which may be fewer than given.
    func write(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int
    /// fstat(2) and fcntl(2) with `F_SETLEASE`: whether the file has no name left and is open
    /// nowhere else, so that nobody misses what is taken from it. The descriptor is open for
    /// writing, and the file a regular one.
    func isForgotten(_ descriptor: Int32) throws(SystemCallError) -> Bool
    /// ftruncate(2).
    func truncate(_ descriptor: Int32, to size: Int) throws(SystemCallError)
    /// sync_file_range(2): when this returns, the bytes have gone to the disk, which may keep them
    /// in a cache that a power cut empties.
    func writeBack(_ descriptor: Int32, _ range: Range<Int>) throws(SystemCallError)
    /// fdatasync(2).
    func synchroniseData(of descriptor: Int32) throws(SystemCallError)
    /// fsync(2), of a file or a folder.
    func synchronise(_ descriptor: Int32) throws(SystemCallError)
    /// flock(2) with `LOCK_EX | LOCK_NB`; fails with `EWOULDBLOCK` when another holds it.
    func lock(_ descriptor: Int32) throws(SystemCallError)
    /// flock(2) with `LOCK_UN`, of a lock that is held. Its result is of no use, and is ignored.
    func unlock(_ descriptor: Int32)
    /// rename(2), of a file or a folder.
    func rename(_ path: String, to newPath: String) throws(SystemCallError)
    /// unlink(2).
    func remove(_ path: String) throws(SystemCallError)
    /// mkdir(2).
    func makeFolder(_ path: String, mode: mode_t) throws(SystemCallError)
    /// rmdir(2).
    func removeFolder(_ path: String) throws(SystemCallError)
    /// readdir(3): the names in a folder, without `.` and `..`, in any order.
    func names(in path: String) throws(SystemCallError) -> [String]
}
