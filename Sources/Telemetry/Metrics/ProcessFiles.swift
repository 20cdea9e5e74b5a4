import Glibc

/// Numbers out of the files of proc(5); each is nil when it cannot be read.
enum ProcessFiles {
    /// The memory of this process that is in RAM, in bytes.
    static var residentBytes: Double? {
        guard let text = text("/proc/self/statm") else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Double($0) }
            .map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    }

    /// When the machine started, in seconds since 1970.
    static var bootSeconds: Double? {
        text("/proc/stat").flatMap { line(of: $0, after: "btime ") }.flatMap { Double($0) }
    }

    /// How many descriptors this process may have open; infinite when there is no limit.
    static var descriptorMax: Double? {
        guard
            let limits = text("/proc/self/limits").flatMap({ line(of: $0, after: "Max open files") }
            ),
            let soft = limits.split(separator: " ").first
        else { return nil }
        return soft == "unlimited" ? .infinity : Double(soft)
    }

    /// How many descriptors this process has open.
    static var openDescriptorCount: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            // Every name is a number, but for `.` and `..`.
            if entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { count += 1 }
        }
        // The folder itself is open for the while.
        return Double(count - 1)
    }

    /// The whole text of the file at `path`.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if count == 0 {
                return String(decoding: bytes, as: UTF8.self)
            } else if errno != EINTR {
                return nil
            }
        }
    }

    /// What follows `prefix` on the first line of `text` that begins with it.
    static func line(of text: String, after prefix: String) -> Substring? {
        text.split(separator: "\n").first { $0.hasPrefix(prefix) }?.dropFirst(prefix.count)
    }
}
