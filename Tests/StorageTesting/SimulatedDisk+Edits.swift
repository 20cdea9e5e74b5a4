import Storage

extension SimulatedDisk {
    /// The bytes of the file at `path`; empty when there is none.
    package func bytes(of path: String) -> [UInt8] {
        let state = snapshot
        return state.names[path].flatMap { state.inodes[$0]?.bytes } ?? []
    }

    /// The names and bytes of all files but the lock.
    package var files: [String: [UInt8]] {
        let state = snapshot
        var files: [String: [UInt8]] = [:]
        for (path, inode) in state.names where !path.hasSuffix("/lock") {
            files[path] = state.inodes[inode]?.bytes
        }
        return files
    }

    /// A disk as found later, with the file at `path` holding `bytes`, or gone.
    package func replacing(_ path: String, with bytes: [UInt8]?) -> SimulatedDisk {
        let old = snapshot
        var new = State()
        new.folders = old.folders
        new.syncedFolders = old.folders
        new.names = old.names
        new.inodes = old.inodes.mapValues { Content(bytes: $0.bytes, synced: $0.bytes) }
        new.nextInode = old.nextInode + 1
        new.names[path] = nil
        if let bytes {
            new.names[path] = old.nextInode
            new.inodes[old.nextInode] = Content(bytes: bytes, synced: bytes)
        }
        new.syncedNames = new.names
        return SimulatedDisk(new)
    }
}
