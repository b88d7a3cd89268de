resource botService 'Microsoft.BotService/botServices@2022-09-15' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
