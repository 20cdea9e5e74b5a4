import CSystem
import Glibc

/// The real system calls.
public struct SystemFileSystem: FileSystem {
    /// Needs nothing.
    public init() {}

    /// open(2).
    public func open(
        _ path: String, flags: Int32, mode: mode_t
    ) throws(SystemCallError) -> Int32 {
        let descriptor = Glibc.open(path, flags, mode)
        try check(Int(descriptor))
        return descriptor
    }

    /// close(2).
    public func close(_ descriptor: Int32) {
        _ = Glibc.close(descriptor)
    }

    /// fstat(2).
    public func size(of descriptor: Int32) throws(SystemCallError) -> Int {
        var status = stat()
        try check(Int(fstat(descriptor, &status)))
        return status.st_size
    }

    /// fstat(2).
    public func modificationTime(of descriptor: Int32) throws(SystemCallError) -> Int64 {
        var status = stat()
        try check(Int(fstat(descriptor, &status)))
        return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    }

    /// pread(2).
    public func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
        try check(count)
        return count
    }

    /// pwrite(2).
    public func write(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemCallError) -> Int {
        let count = pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
        try check(count)
        return count
    }

    /// fstat(2) and fcntl(2). False also where the file system knows no leases.
    public func isForgotten(_ descriptor: Int32) throws(SystemCallError) -> Bool {
        var status = stat()
        try check(Int(fstat(descriptor, &status)))
        return status.st_nlink == 0 && csystem_is_open_once(descriptor) != 0
    }

    /// ftruncate(2).
    public func truncate(_ descriptor: Int32, to size: Int) throws(SystemCallError) {
        try check(Int(ftruncate(descriptor, size)))
    }

    /// sync_file_range(2), to the end of the range's writing.
    public func writeBack(_ descriptor: Int32, _ range: Range<Int>) throws(SystemCallError) {
        try check(
            Int(csystem_write_back(descriptor, Int64(range.lowerBound), Int64(range.count))))
    }

    /// fdatasync(2).
    public func synchroniseData(of descriptor: Int32) throws(SystemCallError) {
        try check(Int(fdatasync(descriptor)))
    }

    /// fsync(2).
    public func synchronise(_ descriptor: Int32) throws(SystemCallError) {
        try check(Int(fsync(descriptor)))
    }

    /// flock(2).
    public func lock(_ descriptor: Int32) throws(SystemCallError) {
        try check(Int(flock(descriptor, LOCK_EX | LOCK_NB)))
    }

    /// flock(2).
    public func unlock(_ descriptor: Int32) {
        _ = flock(descriptor, LOCK_UN)
    }

    /// rename(2).
    public func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        try check(Int(Glibc.rename(path, newPath)))
    }

    /// unlink(2).
    public func remove(_ path: String) throws(SystemCallError) {
        try check(Int(unlink(path)))
    }

    /// mkdir(2).
    public func makeFolder(_ path: String, mode: mode_t) throws(SystemCallError) {
        try check(Int(mkdir(path, mode)))
    }

    /// rmdir(2).
    public func removeFolder(_ path: String) throws(SystemCallError) {
        try check(Int(rmdir(path)))
    }

    /// readdir(3).
    public func names(in path: String) throws(SystemCallError) -> [String] {
        guard let stream = opendir(path) else { throw SystemCallError(code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            // The end of the folder and a fault both give no entry; only errno tells them apart.
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw SystemCallError(code: errno) }
                return names
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    private func check(_ result: Int) throws(SystemCallError) {
        if result < 0 { throw SystemCallError(code: errno) }
    }
}
