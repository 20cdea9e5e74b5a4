import Glibc

/// Random bytes from the kernel, fit for keys and tokens.
public enum SystemRandom {
    /// The most bytes the kernel gives in one request (getentropy(3)).
    private static let requestLength = 256

    /// `count` random bytes; none when `count` is not positive.
    ///
    /// Waits only while the kernel's generator is not yet seeded, early in the start of the
    /// machine. A kernel that refuses to give randomness stops the process: no weaker source may
    /// take its place.
    public static func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            fill(UnsafeMutableRawBufferPointer(buffer))
            initializedCount = count
        }
    }

    private static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let base = buffer.baseAddress else { return }
        var filled = 0
        while filled < buffer.count {
            let length = min(requestLength, buffer.count - filled)
            if getentropy(base + filled, length) == 0 {
                filled += length
            } else {
                let code = errno
                precondition(code == EINTR, "The kernel gave no randomness, error \(code).")
            }
        }
    }
}
