@echo off
rem Runs Relabel4J from the folder that holds bin\ and lib\. Needs Java 17 or newer and nothing else.
rem JAVA_HOME, RELABEL4J_JAVA_OPTS and OMP_NUM_THREADS count as they do in the shell script beside this file.
setlocal
set "LIBRARIES=%~dp0..\lib"
if not defined OMP_NUM_THREADS set OMP_NUM_THREADS=1
rem ONNX Runtime would keep events about its use to send to its makers.
set ORT_DISABLE_TELEMETRY=1

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC --version >nul 2>&1
if errorlevel 1 (
    echo relabel4j: Java 17 or newer is needed; install one ^(https://adoptium.net^) or set JAVA_HOME 1>&2
    exit /b 1
)
"%JAVA%" -XX:+UseSerialGC %RELABEL4J_JAVA_OPTS% -jar "%LIBRARIES%\relabel4j-cli.jar" %*
exit /b %errorlevel%
