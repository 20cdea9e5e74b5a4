/// How a command ended, as the numbers of sysexits(3) that scripts test.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case success = 0
    /// What was asked about is not so, such as a server that is not healthy.
    case failure = 1
    /// The command line itself is wrong.
    case usage = 64
    /// What was read is wrong, such as a damaged data folder.
    case badData = 65
    /// What should be read is not there.
    case noInput = 66
    /// What is needed is not to be had, such as a port that another process listens on.
    case unavailable = 69
    /// A fault of the program.
    case software = 70
    /// A file or folder cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// It may work later, such as a data folder that another process uses.
    case temporary = 75
    /// The system does not allow it.
    case noPermission = 77
    /// A setting is wrong.
    case configuration = 78
}
