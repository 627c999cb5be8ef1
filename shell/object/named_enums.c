/* Enumerations of the language's library. In order of name. */
#include "shell/base/text.h"
#include "shell/object/named_types.h"

/* A member without value is one more than that before it. */
/* clang-format off */
const struct named_enum named_enums[] = {
    { "Microsoft.Management.Infrastructure.CimType", false,
      "Unknown Boolean UInt8 SInt8 UInt16 SInt16 UInt32 SInt32 UInt64 SInt64 Real32 Real64 "
      "Char16 DateTime String Reference Instance BooleanArray UInt8Array SInt8Array "
      "UInt16Array SInt16Array UInt32Array SInt32Array UInt64Array SInt64Array Real32Array "
      "Real64Array Char16Array DateTimeArray StringArray ReferenceArray InstanceArray" },
    { "Microsoft.PowerShell.Cmdletization.BehaviorOnNoMatch", false,
      "Default ReportErrors SilentlyContinue" },
    { "Microsoft.PowerShell.Cmdletization.MethodParameterBindings", true,
      "In=1 Out Error=4" },
    { "Microsoft.PowerShell.Cmdletization.Xml.ConfirmImpact", false,
      "None Low Medium High" },
    { "Microsoft.PowerShell.Cmdletization.Xml.ItemsChoiceType", false,
      "ExcludeQuery MaxValueQuery MinValueQuery RegularQuery" },
    { "Microsoft.PowerShell.Commands.DisplayHintType", false,
      "Date Time DateTime" },
    { "Microsoft.PowerShell.Commands.OpenMode", false,
      "Add New Overwrite" },
    { "Microsoft.PowerShell.Commands.SessionFilterState", false,
      "All Opened Disconnected Closed Broken" },
    { "System.Diagnostics.ThreadState", false,
      "Initialized Ready Running Standby Terminated Wait Transition Unknown" },
    { "System.Globalization.TimeSpanStyles", true,
      "None AssumeNegative" },
    { "System.Globalization.UnicodeCategory", false,
      "UppercaseLetter LowercaseLetter TitlecaseLetter ModifierLetter OtherLetter "
      "NonSpacingMark SpacingCombiningMark EnclosingMark DecimalDigitNumber "
      "LetterNumber OtherNumber SpaceSeparator LineSeparator ParagraphSeparator Control "
      "Format Surrogate PrivateUse ConnectorPunctuation DashPunctuation OpenPunctuation "
      "ClosePunctuation InitialQuotePunctuation FinalQuotePunctuation OtherPunctuation "
      "MathSymbol CurrencySymbol ModifierSymbol OtherSymbol OtherNotAssigned" },
    { "System.IO.Compression.CompressionLevel", false,
      "Optimal Fastest NoCompression SmallestSize" },
    { "System.IO.Compression.CompressionMode", false,
      "Decompress Compress" },
    { "System.IO.Compression.ZipArchiveMode", false,
      "Read Create Update" },
    { "System.Management.Automation.ActionPreference", false,
      "SilentlyContinue Stop Continue Inquire Ignore Suspend Break" },
    { "System.Management.Automation.Alignment", false,
      "Undefined Left Center Right" },
    { "System.Management.Automation.BreakpointUpdateType", false,
      "Set Removed Enabled Disabled" },
    { "System.Management.Automation.CommandOrigin", false,
      "Runspace Internal" },
    { "System.Management.Automation.CommandTypes", true,
      "Alias=1 Function Filter=4 Cmdlet=8 ExternalScript=16 Application=32 Script=64 "
      "Configuration=256 All=383" },
    { "System.Management.Automation.CompletionResultType", false,
      "Text History Command ProviderItem ProviderContainer Property Method ParameterName "
      "ParameterValue Variable Namespace Type Keyword DynamicKeyword" },
    { "System.Management.Automation.ConfirmImpact", false,
      "None Low Medium High" },
    { "System.Management.Automation.CopyContainers", false,
      "CopyTargetContainer CopyChildrenOfTargetContainer" },
    { "System.Management.Automation.DebuggerResumeAction", false,
      "Continue StepInto StepOut StepOver Stop" },
    { "System.Management.Automation.DebugModes", true,
      "None Default LocalScript RemoteScript=4" },
    { "System.Management.Automation.DisplayEntryValueType", false,
      "Property ScriptBlock" },
    { "System.Management.Automation.DSCResourceRunAsCredential", false,
      "Default NotSupported Mandatory Optional=0" },
    { "System.Management.Automation.ErrorCategory", false,
      "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument "
      "InvalidData InvalidOperation InvalidResult InvalidType MetadataError NotImplemented "
      "NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError "
      "ParserError PermissionDenied ResourceBusy ResourceExists ResourceUnavailable "
      "ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError "
      "AuthenticationError LimitsExceeded QuotaExceeded NotEnabled" },
    { "System.Management.Automation.ExperimentAction", false,
      "None Hide Show" },
    { "System.Management.Automation.Host.BufferCellType", false,
      "Complete Leading Trailing" },
    { "System.Management.Automation.Host.ControlKeyStates", true,
      "RightAltPressed=1 LeftAltPressed RightCtrlPressed=4 LeftCtrlPressed=8 "
      "ShiftPressed=16 NumLockOn=32 ScrollLockOn=64 CapsLockOn=128 EnhancedKey=256" },
    { "System.Management.Automation.Host.ReadKeyOptions", true,
      "AllowCtrlC=1 NoEcho IncludeKeyDown=4 IncludeKeyUp=8" },
    { "System.Management.Automation.ImplementedAsType", false,
      "None PowerShell Binary Composite" },
    { "System.Management.Automation.Internal.PSMonitorRunspaceType", false,
      "Standalone InvokeCommand" },
    { "System.Management.Automation.JobState", false,
      "NotStarted Running Completed Failed Stopped Blocked Suspended Disconnected "
      "Suspending Stopping AtBreakpoint" },
    { "System.Management.Automation.JobThreadOptions", false,
      "Default UseThreadPoolThread UseNewThread" },
    { "System.Management.Automation.Language.AstVisitAction", false,
      "Continue SkipChildren StopVisit" },
    { "System.Management.Automation.Language.ConfigurationType", false,
      "Resource Meta" },
    { "System.Management.Automation.Language.DynamicKeywordBodyMode", false,
      "Command ScriptBlock Hashtable" },
    { "System.Management.Automation.Language.DynamicKeywordNameMode", false,
      "NoName SimpleNameRequired NameRequired SimpleOptionalName OptionalName" },
    { "System.Management.Automation.Language.ForEachFlags", true,
      "None Parallel" },
    { "System.Management.Automation.Language.MethodAttributes", true,
      "None Public Private Static=16 Hidden=64" },
    { "System.Management.Automation.Language.PropertyAttributes", true,
      "None Public Private Static=16 Literal=32 Hidden=64" },
    { "System.Management.Automation.Language.RedirectionStream", false,
      "All Output Error Warning Verbose Debug Information" },
    { "System.Management.Automation.Language.StringConstantType", false,
      "SingleQuoted SingleQuotedHereString DoubleQuoted DoubleQuotedHereString BareWord" },
    { "System.Management.Automation.Language.SwitchFlags", true,
      "None File Regex Wildcard=4 Exact=8 CaseSensitive=16 Parallel=32" },
    { "System.Management.Automation.Language.TokenFlags", true,
      "None BinaryPrecedenceLogical BinaryPrecedenceBitwise BinaryPrecedenceComparison=5 "
      "BinaryPrecedenceCoalesce=7 BinaryPrecedenceAdd=9 BinaryPrecedenceMultiply "
      "BinaryPrecedenceFormat=12 BinaryPrecedenceRange BinaryPrecedenceMask=15 Keyword "
      "ScriptBlockBlockName=32 BinaryOperator=256 UnaryOperator=512 "
      "CaseSensitiveOperator=1024 TernaryOperator=2048 SpecialOperator=4096 "
      "AssignmentOperator=8192 ParseModeInvariant=32768 TokenInError=65536 "
      "DisallowedInRestrictedMode=131072 PrefixOrPostfixOperator=262144 CommandName=524288 "
      "MemberName=1048576 TypeName=2097152 AttributeName=4194304 CanConstantFold=8388608 "
      "StatementDoesntSupportAttributes=16777216" },
    { "System.Management.Automation.Language.TokenKind", false,
      "Unknown Variable SplattedVariable Parameter Number Label Identifier Generic NewLine "
      "LineContinuation Comment EndOfInput StringLiteral StringExpandable "
      "HereStringLiteral HereStringExpandable LParen RParen LCurly RCurly LBracket "
      "RBracket AtParen AtCurly DollarParen Semi AndAnd OrOr Ampersand Pipe Comma "
      "MinusMinus PlusPlus DotDot ColonColon Dot Exclaim Multiply Divide Rem Plus Minus "
      "Equals PlusEquals MinusEquals MultiplyEquals DivideEquals RemainderEquals "
      "Redirection RedirectInStd Format Not Bnot And Or Xor Band Bor Bxor Join Ieq Ine Ige "
      "Igt Ilt Ile Ilike Inotlike Imatch Inotmatch Ireplace Icontains Inotcontains Iin "
      "Inotin Isplit Ceq Cne Cge Cgt Clt Cle Clike Cnotlike Cmatch Cnotmatch Creplace "
      "Ccontains Cnotcontains Cin Cnotin Csplit Is IsNot As PostfixPlusPlus "
      "PostfixMinusMinus Shl Shr Colon QuestionMark QuestionQuestionEquals "
      "QuestionQuestion QuestionDot QuestionLBracket Begin=119 Break Catch Class Continue "
      "Data Define Do Dynamicparam Else ElseIf End Exit Filter Finally For Foreach From "
      "Function If In Param Process Return Switch Throw Trap Try Until Using Var While "
      "Workflow Parallel Sequence InlineScript Configuration DynamicKeyword Public Private "
      "Static Interface Enum Namespace Module Type Assembly Command Hidden Base Default "
      "Clean" },
    { "System.Management.Automation.Language.TypeAttributes", true,
      "None Class Interface Enum=4" },
    { "System.Management.Automation.Language.UsingStatementKind", false,
      "Assembly Command Module Namespace Type" },
    { "System.Management.Automation.ModuleAccessMode", false,
      "ReadWrite ReadOnly Constant" },
    { "System.Management.Automation.ModuleType", false,
      "Script Binary Manifest Cim" },
    { "System.Management.Automation.PSTokenType", false,
      "Unknown Command CommandParameter CommandArgument Number String Variable Member LoopLabel "
      "Attribute Type Operator GroupStart GroupEnd Keyword Comment StatementSeparator NewLine "
      "LineContinuation Position" },
    { "System.Management.Automation.ProgressRecordType", false,
      "Processing Completed" },
    { "System.Management.Automation.Provider.ProviderCapabilities", true,
      "None Include Exclude Filter=4 ExpandWildcards=8 ShouldProcess=16 Credentials=32 "
      "Transactions=64" },
    { "System.Management.Automation.PSCredentialTypes", true,
      "Generic=1 Domain Default" },
    { "System.Management.Automation.PSCredentialUIOptions", true,
      "None Default=1 ValidateUserNameSyntax=1 AlwaysPrompt ReadOnlyUserName" },
    { "System.Management.Automation.PSInvocationState", false,
      "NotStarted Running Stopping Stopped Completed Failed Disconnected" },
    { "System.Management.Automation.PSLanguageMode", false,
      "FullLanguage RestrictedLanguage NoLanguage ConstrainedLanguage" },
    { "System.Management.Automation.PSMemberTypes", true,
      "AliasProperty=1 CodeProperty Property=4 NoteProperty=8 ScriptProperty=16 "
      "PropertySet=32 Method=64 CodeMethod=128 ScriptMethod=256 ParameterizedProperty=512 "
      "MemberSet=1024 Event=2048 Dynamic=4096 InferredProperty=8192 Properties=8223 "
      "Methods=448 All=16383" },
    { "System.Management.Automation.PSMemberViewTypes", true,
      "Extended=1 Adapted Base=4 All=7" },
    { "System.Management.Automation.PSModuleAutoLoadingPreference", false,
      "None ModuleQualified All" },
    { "System.Management.Automation.PSTraceSourceOptions", true,
      "None Constructor Dispose Finalizer=4 Method=8 Property=16 Delegates=32 Events=64 "
      "Exception=128 Lock=256 Error=512 Warning=1024 Verbose=2048 WriteLine=4096 "
      "Scope=8192 Assert=16384 ExecutionFlow=8303 Data=6167 Errors=640 All=32767" },
    { "System.Management.Automation.RemoteStreamOptions", true,
      "AddInvocationInfoToErrorRecord=1 AddInvocationInfoToWarningRecord "
      "AddInvocationInfoToDebugRecord=4 AddInvocationInfoToVerboseRecord=8 "
      "AddInvocationInfo=15" },
    { "System.Management.Automation.Remoting.Internal.PSStreamObjectType", false,
      "Output=1 Error MethodExecutor Warning BlockingError ShouldMethod WarningRecord "
      "Debug Progress Verbose Information Exception" },
    { "System.Management.Automation.Remoting.ProxyAccessType", false,
      "None IEConfig WinHttpConfig AutoDetect=4 NoProxyServer=8" },
    { "System.Management.Automation.Remoting.SessionType", false,
      "Empty RestrictedRemoteServer Default" },
    { "System.Management.Automation.RemotingBehavior", false,
      "None PowerShell Custom" },
    { "System.Management.Automation.RemotingCapability", false,
      "None PowerShell SupportedByCommand OwnedByCommand" },
    { "System.Management.Automation.ResolutionPurpose", false,
      "Encryption Decryption" },
    { "System.Management.Automation.ReturnContainers", false,
      "ReturnMatchingContainers ReturnAllContainers" },
    { "System.Management.Automation.RollbackSeverity", false,
      "Error TerminatingError Never" },
    { "System.Management.Automation.RunspaceMode", false,
      "CurrentRunspace NewRunspace" },
    { "System.Management.Automation.Runspaces.AuthenticationMechanism", false,
      "Default Basic Negotiate NegotiateWithImplicitCredential Credssp Digest Kerberos" },
    { "System.Management.Automation.Runspaces.OutputBufferingMode", false,
      "None Drop Block" },
    { "System.Management.Automation.Runspaces.PipelineResultTypes", true,
      "None Output Error Warning Verbose Debug Information All Null" },
    { "System.Management.Automation.Runspaces.PipelineState", false,
      "NotStarted Running Stopping Stopped Completed Failed Disconnected" },
    { "System.Management.Automation.Runspaces.PSSessionConfigurationAccessMode", false,
      "Disabled Local Remote" },
    { "System.Management.Automation.Runspaces.PSThreadOptions", false,
      "Default UseNewThread ReuseThread UseCurrentThread" },
    { "System.Management.Automation.Runspaces.RunspaceAvailability", false,
      "None Available AvailableForNestedCommand Busy RemoteDebug" },
    { "System.Management.Automation.Runspaces.RunspaceCapability", false,
      "Default SupportsDisconnect NamedPipeTransport VMSocketTransport=4 SSHTransport=8 "
      "CustomTransport=256" },
    { "System.Management.Automation.Runspaces.RunspacePoolAvailability", false,
      "None Available Busy" },
    { "System.Management.Automation.Runspaces.RunspacePoolCapability", false,
      "Default SupportsDisconnect" },
    { "System.Management.Automation.Runspaces.RunspacePoolState", false,
      "BeforeOpen Opening Opened Closed Closing Broken Disconnecting Disconnected "
      "Connecting" },
    { "System.Management.Automation.Runspaces.RunspaceState", false,
      "BeforeOpen Opening Opened Closed Closing Broken Disconnecting Disconnected "
      "Connecting" },
    { "System.Management.Automation.Runspaces.TargetMachineType", false,
      "RemoteMachine VirtualMachine Container" },
    { "System.Management.Automation.ScopedItemOptions", true,
      "None ReadOnly Constant Private=4 AllScope=8 Unspecified=16" },
    { "System.Management.Automation.SessionCapabilities", true,
      "RemoteServer=1 Language=4" },
    { "System.Management.Automation.SessionStateCategory", false,
      "Variable Alias Function Filter Drive CmdletProvider Scope Command Resource Cmdlet" },
    { "System.Management.Automation.SessionStateEntryVisibility", false,
      "Public Private" },
    { "System.Management.Automation.ShouldProcessReason", true,
      "None WhatIf" },
    { "System.Management.Automation.SignatureStatus", false,
      "Valid UnknownError NotSigned HashMismatch NotTrusted NotSupportedFileFormat "
      "Incompatible" },
    { "System.Management.Automation.SignatureType", false,
      "None Authenticode Catalog" },
    { "System.Management.Automation.SigningOption", false,
      "AddOnlyCertificate AddFullCertificateChain AddFullCertificateChainExceptRoot "
      "Default=2" },
    { "System.Management.Automation.SplitOptions", true,
      "SimpleMatch=1 RegexMatch CultureInvariant=4 IgnorePatternWhitespace=8 Multiline=16 "
      "Singleline=32 IgnoreCase=64 ExplicitCapture=128" },
    { "System.Management.Automation.ValidateRangeKind", false,
      "Positive NonNegative Negative NonPositive" },
    { "System.Management.Automation.VariableAccessMode", false,
      "Read Write ReadWrite" },
    { "System.Management.Automation.WhereOperatorSelectionMode", false,
      "Default First Last SkipUntil Until Split" },
    { "System.Management.Automation.WildcardOptions", true,
      "None Compiled IgnoreCase CultureInvariant=4" },
    { "System.Net.WebExceptionStatus", false,
      "Success NameResolutionFailure ConnectFailure ReceiveFailure SendFailure PipelineFailure "
      "RequestCanceled ProtocolError ConnectionClosed TrustFailure SecureChannelFailure "
      "ServerProtocolViolation KeepAliveFailure Pending Timeout ProxyNameResolutionFailure "
      "UnknownError MessageLengthLimitExceeded CacheEntryNotFound RequestProhibitedByCachePolicy "
      "RequestProhibitedByProxy" },
    { "System.Reflection.MemberTypes", true,
      "Constructor=1 Event Field=4 Method=8 Property=16 TypeInfo=32 Custom=64 "
      "NestedType=128 All=191" },
    { "System.Reflection.MethodAttributes", true,
      "PrivateScope Private FamANDAssem Assembly Family FamORAssem Public "
      "UnmanagedExport=8 Static=16 Final=32 Virtual=64 HideBySig=128 NewSlot=256 "
      "CheckAccessOnOverride=512 Abstract=1024 SpecialName=2048" },
    { "System.Reflection.TypeAttributes", true,
      "NotPublic Public NestedPublic NestedPrivate NestedFamily NestedAssembly "
      "NestedFamANDAssem NestedFamORAssem SequentialLayout=8 ExplicitLayout=16 "
      "Interface=32 Abstract=128 Sealed=256 SpecialName=1024 Import=4096 "
      "Serializable=8192" },
    { "System.Security.Cryptography.CipherMode", false,
      "CBC=1 ECB OFB CFB CTS" },
    { "System.Security.Cryptography.PaddingMode", false,
      "None=1 PKCS7 Zeros ANSIX923 ISO10126" },
    { "System.Threading.Tasks.TaskStatus", false,
      "Created WaitingForActivation WaitingToRun Running WaitingForChildrenToComplete "
      "RanToCompletion Canceled Faulted" },
    { "System.Threading.ThreadState", true,
      "Running StopRequested SuspendRequested Background=4 Unstarted=8 Stopped=16 "
      "WaitSleepJoin=32 Suspended=64 AbortRequested=128 Aborted=256" },
    { "System.UriComponents", true,
      "Scheme=1 UserInfo=2 Host=4 Port=8 SchemeAndServer=13 Path=16 Query=32 "
      "PathAndQuery=48 HttpRequestUrl=61 Fragment=64 AbsoluteUri=127 StrongPort=128 "
      "HostAndPort=132 StrongAuthority=134 NormalizedHost=256 KeepDelimiter=1073741824" },
    { "System.UriFormat", false,
      "UriEscaped=1 Unescaped SafeUnescaped" },
    { "System.UriPartial", false,
      "Scheme Authority Path Query" },
};
/* clang-format on */
const size_t named_enum_count = ARRAY_SIZE(named_enums);
