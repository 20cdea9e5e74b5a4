import Storage

extension SimulatedDisk.Content {
    mutating func put(_ new: [UInt8], at offset: Int) {
        if bytes.count < offset + new.count { resize(to: offset + new.count) }
        bytes.replaceSubrange(offset..<offset + new.count, with: new)
    }

    mutating func resize(to size: Int) {
        if bytes.count > size {
            bytes.removeLast(bytes.count - size)
        } else {
            bytes.append(contentsOf: [UInt8](repeating: 0, count: size - bytes.count))
        }
    }

    /// Each sector old or new by chance; the size old, new or between.
    func mixed(_ random: inout some RandomNumberGenerator) -> [UInt8] {
        let sectorSize = 16
        let low = min(bytes.count, synced.count)
        let size = Int.random(in: low...max(bytes.count, synced.count), using: &random)
        var mix = [UInt8](repeating: 0, count: size)
        for start in stride(from: 0, to: size, by: sectorSize) {
            let source = Bool.random(using: &random) ? bytes : synced
            for index in start..<min(start + sectorSize, size) where index < source.count {
                mix[index] = source[index]
            }
        }
        return mix
    }
}

extension [String: Int] {
    mutating func apply(_ change: SimulatedDisk.NameChange) {
        for (path, inode) in change { self[path] = inode }
    }
}

extension SimulatedDisk {
    /// The disk that is found when the power is back.
    package func afterPowerCut(
        _ cut: PowerCut, _ random: inout some RandomNumberGenerator
    ) -> SimulatedDisk {
        var old = snapshot
        // A rename of a folder lasts or does not, with all that is in it.
        let keepsRenames =
            switch cut {
            case .everythingLost, .dataKeptNamesLost: false
            case .nothingLost, .namesKeptDataZeroed, .namesKeptDataCut: true
            case .byChance: old.folderRenames.isEmpty || Bool.random(using: &random)
            }
        if keepsRenames { old.synchroniseFolders() } else { old.undoFolderRenames() }
        var new = State()
        new.folders = cut == .everythingLost ? old.syncedFolders : old.folders
        new.syncedFolders = new.folders
        new.nextInode = old.nextInode
        switch cut {
        case .everythingLost, .dataKeptNamesLost: new.names = old.syncedNames
        case .nothingLost, .namesKeptDataZeroed, .namesKeptDataCut: new.names = old.names
        case .byChance:
            // Nothing promises that changes of names last in their order.
            new.names = old.syncedNames
            for change in old.nameChanges where Bool.random(using: &random) {
                new.names.apply(change)
            }
        }
        new.names = new.names.filter { path, _ in
            new.folders.contains { $0 != "/" && path.hasPrefix($0 + "/") }
        }
        new.syncedNames = new.names
        // In order, so that chance is the same in every run.
        for (inode, content) in old.inodes.sorted(by: { $0.key < $1.key }) {
            let bytes: [UInt8]
            switch cut {
            case .everythingLost: bytes = content.synced
            case .nothingLost, .dataKeptNamesLost: bytes = content.bytes
            case .namesKeptDataZeroed:
                let rest = max(0, content.bytes.count - content.synced.count)
                bytes = content.synced + [UInt8](repeating: 0, count: rest)
            case .namesKeptDataCut: bytes = Array(content.synced.prefix(content.bytes.count))
            case .byChance: bytes = content.mixed(&random)
            }
            new.inodes[inode] = Content(bytes: bytes, synced: bytes)
        }
        return SimulatedDisk(new)
    }
}
