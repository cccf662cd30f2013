@echo off
rem Runs Relabel4J from the folder that holds bin\ and lib\. Needs Java 17 or newer and nothing else.
rem JAVA_HOME, RELABEL4J_JAVA_OPTS and OMP_NUM_THREADS count as they do in the shell script beside this file, which says what
rem each option of Java is for.
setlocal
set "LIBRARIES=%~dp0..\lib"
set "JAR=%LIBRARIES%\relabel4j-cli.jar"
if not exist "%JAR%" goto no_jar
if not defined OMP_NUM_THREADS set OMP_NUM_THREADS=1
rem ONNX Runtime would keep events about its use to send to its makers.
set ORT_DISABLE_TELEMETRY=1

set "JAVA="
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_HOME for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
if not defined JAVA goto no_java
if not exist "%JAVA%" goto no_java
set "VERSION="
for %%j in ("%JAVA%") do set "RELEASE=%%~dpj..\release"
if exist "%RELEASE%" (
    for /f "usebackq tokens=1,2 delims==" %%k in ("%RELEASE%") do if "%%k"=="JAVA_VERSION" set "VERSION=%%~l"
)
if not defined VERSION call :ask_version
set "MAJOR=0"
if not defined VERSION set "VERSION=unknown"
for /f "delims=.-+_" %%m in ("%VERSION%") do set /a "MAJOR=%%m" 2>nul
if %MAJOR% LSS 17 goto old_java

rem Java 22 and later would take a file for a terminal without jdk.console.
set "OPTIONS=-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -Xlog:cds=off -Djdk.console=java.base"
if %MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --sun-misc-unsafe-memory-access=allow"
set "ARCHIVE=%LIBRARIES%\java-%VERSION%.jsa"
call :measure_archive
if not "%BYTES%"=="%WANTED%" call :make_archive
if not "%BYTES%"=="%WANTED%" goto run
if not "%BYTES%"=="0" set OPTIONS=%OPTIONS% "-XX:SharedArchiveFile=%ARCHIVE%"

:run
"%JAVA%" %OPTIONS% %RELABEL4J_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%

rem Where no file says which version Java is, Java does.
:ask_version
set "ANSWER=%TEMP%\relabel4j-%RANDOM%.txt"
"%JAVA%" -version 2>"%ANSWER%"
for /f "usebackq tokens=2,3" %%k in ("%ANSWER%") do if "%%k"=="version" set "VERSION=%%~l"
del "%ANSWER%"
exit /b

rem How long the archive of classes is, and was made.
:measure_archive
set "BYTES=none"
set "WANTED=unknown"
for %%f in ("%ARCHIVE%") do if exist "%%~f" set "BYTES=%%~zf"
if exist "%ARCHIVE%.bytes" for /f "usebackq" %%b in ("%ARCHIVE%.bytes") do set "WANTED=%%b"
exit /b

rem As in the shell script: once for each Java, and going on without is always fine.
:make_archive
set "NEW=%ARCHIVE%.%RANDOM%"
type nul >"%NEW%" 2>nul
if not exist "%NEW%" exit /b
"%JAVA%" -Xshare:off "-XX:DumpLoadedClassList=%NEW%.txt" %OPTIONS% -cp "%JAR%" org.relabel4j.cli.StartUpTraining >nul 2>&1
if not errorlevel 1 "%JAVA%" -Xshare:dump "-XX:SharedClassListFile=%NEW%.txt" "-XX:SharedArchiveFile=%NEW%" %OPTIONS% -cp "%JAR%" >nul 2>&1
if errorlevel 1 type nul >"%NEW%"
for %%f in ("%NEW%") do >"%NEW%.txt" echo %%~zf
move /y "%NEW%" "%ARCHIVE%" >nul 2>&1
move /y "%NEW%.txt" "%ARCHIVE%.bytes" >nul 2>&1
call :measure_archive
exit /b

:no_jar
echo relabel4j: "%JAR%" is missing; unpack Relabel4J again 1>&2
exit /b 1

:no_java
if defined JAVA_HOME (
    echo relabel4j: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it; set it to a Java 17 or newer 1>&2
) else (
    echo relabel4j: Java 17 or newer is needed and there is no java on the PATH; install one ^(https://adoptium.net^) or set JAVA_HOME 1>&2
)
exit /b 1

:old_java
echo relabel4j: Java 17 or newer is needed, but "%JAVA%" is version %VERSION%; install one ^(https://adoptium.net^) or set JAVA_HOME 1>&2
exit /b 1
