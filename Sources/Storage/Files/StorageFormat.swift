/// What this version of storage writes and reads.
public enum StorageFormat {
    /// The number in every header; files with a higher one are refused, untouched.
    public static let version: UInt64 = 1
}
