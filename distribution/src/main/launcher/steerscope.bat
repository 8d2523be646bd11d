@echo off
rem Runs the steerscope command of this folder with Java 17 or newer.
setlocal
set "home=%~dp0"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java"

"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo steerscope: Java 17 or newer is needed: install a Java runtime, or set JAVA_HOME 1>&2
  exit /b 1
)

rem Models leave little to collect, an aggregator much, and its answers should not wait for it.
set "collector=-XX:+UseSerialGC"
if "%~1"=="aggregate" set "collector=-XX:+UseG1GC"

"%java%" %collector% -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ^
  -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dai.djl.pytorch.graph_optimizer=false ^
  "-Dsteerscope.home=%home%." -Dsteerscope.terminal=false %STEERSCOPE_JAVA_OPTIONS% ^
  -cp "%home%lib\*" io.steerscope.app.Steerscope %*
exit /b %errorlevel%
