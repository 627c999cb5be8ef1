What the environment says about the terminal.
Source: about_ANSI_Terminals (disabling ANSI output), PowerShell test/powershell/Host/ConsoleHost.Tests.ps1
### NO_COLOR makes plain text the rendering
$PSStyle.OutputRendering
--- env NO_COLOR=1
--- stdout
PlainText
### so does a monochrome xterm
$PSStyle.OutputRendering
--- env TERM=xterm-mono
--- stdout
PlainText
### under either name
$PSStyle.OutputRendering
--- env TERM=xtermm
--- stdout
PlainText
### otherwise the host decides
$PSStyle.OutputRendering
--- env TERM=xterm-256color
--- stdout
Host
### plain text takes sequences out of what is shown
"$([char]27)[31mred$([char]27)[0m"
--- env NO_COLOR=1
--- stdout
red
