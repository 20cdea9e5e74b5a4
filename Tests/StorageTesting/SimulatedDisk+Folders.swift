import Glibc

/// A folder that has another path than its parent had when it was synced.
package struct FolderRename: Sendable, Equatable {
    let old: String
    let new: String

    /// Where what is at `path` was before.
    func undone(_ path: String) -> String { moved(path, from: new, to: old) }

    /// Where what was at `path` is now.
    func done(_ path: String) -> String { moved(path, from: old, to: new) }

    private func moved(_ path: String, from: String, to: String) -> String {
        path == from || path.hasPrefix(from + "/") ? to + path.dropFirst(from.count) : path
    }
}

/// Synced names and changes of names are kept by the paths that last: those before a rename of
/// their folder, until its parent is synced.
extension SimulatedDisk.State {
    mutating func change(_ change: SimulatedDisk.NameChange) {
        names.apply(change)
        nameChanges.append(lasting(change))
    }

    mutating func synchroniseNames() {
        syncedNames = lasting(names)
        nameChanges = []
    }

    mutating func synchroniseFolders() {
        syncedFolders = folders
        for rename in folderRenames {
            syncedNames = syncedNames.mapKeys(rename.done)
            nameChanges = nameChanges.map { $0.mapKeys(rename.done) }
        }
        folderRenames = []
    }

    /// As if no folder had been renamed since the sync of its parent.
    mutating func undoFolderRenames() {
        folders = Set(folders.map(lasting))
        names = lasting(names)
        folderRenames = []
    }

    func isFilled(_ folder: String) -> Bool {
        names.keys.contains { $0.hasPrefix(folder + "/") }
    }

    /// The errno, or nil when it is done.
    mutating func renameFolder(_ path: String, to newPath: String) -> Int32? {
        if names[newPath] != nil { return ENOTDIR }
        if isFilled(newPath) { return ENOTEMPTY }
        let rename = FolderRename(old: path, new: newPath)
        folders.remove(path)
        folders.insert(newPath)
        names = names.mapKeys(rename.done)
        folderRenames.append(rename)
        return nil
    }

    private func lasting<Value>(_ names: [String: Value]) -> [String: Value] {
        folderRenames.isEmpty ? names : names.mapKeys(lasting)
    }

    private func lasting(_ path: String) -> String {
        folderRenames.reversed().reduce(path) { $1.undone($0) }
    }
}

extension Dictionary where Key == String {
    func mapKeys(_ transform: (String) -> String) -> Self {
        Dictionary(uniqueKeysWithValues: map { (transform($0.key), $0.value) })
    }
}
