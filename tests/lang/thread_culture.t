Source: System.Threading.Thread.CurrentCulture, about_Automatic_Variables ($PSCulture)
### the culture of the thread
[System.Threading.Thread]::CurrentThread.CurrentCulture.Name
[System.Threading.Thread]::CurrentThread.CurrentUICulture.Name
[System.Threading.Thread]::CurrentThread.CurrentCulture.NumberFormat.NumberDecimalSeparator
--- stdout
en-US
en-US
.
