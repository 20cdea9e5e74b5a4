import Glibc

/// Everything that a folder has to serve, read once. Names that begin with a dot are left out.
/// A link is followed where it leads to a file inside the folder, and to nothing else.
struct StaticFolder {
    /// One file as it was read.
    struct File {
        /// From the root of the folder, beginning with a slash.
        let path: String
        let content: [UInt8]
        /// Seconds since 1970.
        let modified: Int
    }

    private(set) var files: [File] = []
    private let root: String
    private let bytesMax: Int
    private let filesMax: Int
    private var bytes = 0

    /// Reads all files below `root`, in the order of their names.
    init(_ root: String, bytesMax: Int, filesMax: Int) throws(StaticFilesError) {
        guard let resolved = Self.resolved(root) else {
            throw .unreadable(path: root, code: errno)
        }
        self.root = resolved == "/" ? "" : resolved
        self.bytesMax = bytesMax
        self.filesMax = filesMax
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try names(in: folder) {
                let path = folder + "/" + name
                var status = stat()
                guard lstat(self.root + path, &status) == 0 else {
                    throw .unreadable(path: self.root + path, code: errno)
                }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(path)
                case S_IFREG: try read(path, at: self.root + path)
                case S_IFLNK: try follow(path)
                default: break
                }
            }
        }
    }

    private func names(in folder: String) throws(StaticFilesError) -> [String] {
        guard let stream = opendir(root + folder + "/") else {
            throw .unreadable(path: root + folder, code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                String(
                    validatingCString: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
            }
            // A request names only valid UTF-8.
            if let name, !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private mutating func follow(_ path: String) throws(StaticFilesError) {
        guard let target = Self.resolved(root + path), target.hasPrefix(root + "/") else { return }
        var status = stat()
        guard lstat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        try read(path, at: target)
    }

    private mutating func read(_ path: String, at location: String) throws(StaticFilesError) {
        if files.count == filesMax { throw .tooMany(limit: filesMax) }
        let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: location, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(path: location, code: errno)
        }
        let size = Int(status.st_size)
        if size > bytesMax - bytes { throw .tooLarge(limit: bytesMax) }
        let content = try Self.read(descriptor, count: size, location)
        bytes += content.count
        files.append(File(path: path, content: content, modified: status.st_mtim.tv_sec))
    }

    /// So many bytes, fewer where the file has become shorter.
    private static func read(
        _ descriptor: Int32, count: Int, _ location: String
    ) throws(StaticFilesError) -> [UInt8] {
        var code: Int32 = 0
        let content = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        if code != 0 { throw .unreadable(path: location, code: code) }
        return content
    }

    /// The path without any link in it.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }
}
